package import Repository
import WebAccess

/// What the endpoints of the tree share, which OMERO's clients browse at `/webclient/api/`.
package struct Tree: Sendable {
    let catalogue: any Catalogue
    let people: any People
    /// Items of a page whose length nobody asked for.
    let pageSize: Int

    /// What the place of images in no container is called.
    static let orphanedName = "Orphaned Images"
    /// Most items of one list, whatever is asked for; clients ask for all of them with page 0.
    static let itemsMax = 10_000
    /// Most things of one kind that one question is about.
    static let objectsMax = 2000
    /// Most annotations of things of one kind, and how many there are on a page.
    static let annotationsMax = 20_000

    package init(_ catalogue: any Catalogue & People, pageSize: Int) {
        self.catalogue = catalogue
        people = catalogue
        self.pageSize = pageSize
    }

    /// Reads for a visitor what a query wants.
    func reader(_ visitor: Visitor, _ query: TreeQuery) -> TreeReader {
        TreeReader(
            catalogue: catalogue,
            visitor: visitor,
            visibility: Visibility(of: visitor.actor),
            query: query
        )
    }
}
