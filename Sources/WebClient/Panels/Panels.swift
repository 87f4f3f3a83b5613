import HTTP
import Repository
import WebAccess

/// What the panels of the web client share: parts of pages that tell of one thing or of a few.
package struct Panels: Sendable {
    let tree: Tree
    let context: PageContext

    /// Most annotations that a panel shows; the API lists all.
    static let annotationsMax = 1000

    package init(_ tree: Tree, _ context: PageContext) {
        self.tree = tree
        self.context = context
    }

    /// It reads one annotation more than are shown, which tells whether there are more.
    func reader(_ visitor: Visitor) -> PanelReader {
        PanelReader(
            panels: self,
            tree: tree.reader(visitor, TreeQuery(itemsMax: Self.annotationsMax + 1))
        )
    }
}

/// Reads things, and what is said of them, as one visitor sees them.
struct PanelReader {
    let panels: Panels
    let tree: TreeReader

    var catalogue: any Catalogue { panels.tree.catalogue }
    var people: any People { panels.tree.people }
    var visitor: Visitor { tree.visitor }

    /// The thing that a path names by its type and number.
    ///
    /// - Throws: `Refusal` with OMERO's words when there is none that the visitor sees.
    func object(_ parameters: RouteParameters) throws -> PanelObject {
        try object(ChangeTarget(parameters).object)
    }

    /// - Throws: as for a path.
    func object(_ reference: ObjectReference) throws -> PanelObject {
        guard let found = try seenObject(reference) else { throw Self.missing(reference) }
        return found
    }

    static func missing(_ object: ObjectReference) -> Refusal {
        Refusal(.notFound, "\(object.kind.className):\(object.id) not found")
    }

    /// Nil when the visitor does not see it, as when there is none.
    func seenObject(_ reference: ObjectReference) throws -> PanelObject? {
        guard let ownership = try catalogue.ownership(of: reference),
            visitor.may(.view, ownership), let texts = try texts(of: reference)
        else { return nil }
        let owner = PanelFact(
            "owner",
            "Owner",
            try name(of: ownership.ownerID),
            id: ownership.ownerID
        )
        let group = try people.group(ownership.groupID).map {
            PanelFact("group", "Group", "\($0.name) (\($0.level.text))", id: $0.id)
        }
        return PanelObject(
            reference: reference,
            ownership: ownership,
            name: texts.name,
            description: texts.description,
            facts: ([owner, group] + texts.facts).compactMap(\.self)
        )
    }

    /// Who a user is, on pages.
    func name(of user: Int) throws -> String {
        try people.experimenter(user)?.fullName ?? "User \(user)"
    }
}
