import HTTP
import JSON
package import Repository
import WebAccess

/// What the endpoints share that list what there is.
package struct BrowsingApplication: Sendable {
    let gateway: Gateway
    let catalogue: any Catalogue
    let people: any People
    /// What stands before addresses of this server.
    let prefix: String
    /// How plates are laid out where a request does not say it.
    let layout: PlateLayout

    /// Things in one list.
    static let listMax = 10_000
    private static let pageCount = 500

    package init(
        _ gateway: Gateway,
        _ catalogue: any Catalogue,
        _ people: any People,
        prefix: String,
        layout: PlateLayout = .expand
    ) {
        self.gateway = gateway
        self.catalogue = catalogue
        self.people = people
        self.prefix = prefix
        self.layout = layout
    }

    /// The items of images for one visitor.
    func items(_ query: QueryParameters) -> ImageItems {
        ImageItems(self, isSized: query.first("tiled").map { !$0.isEmpty } ?? false)
    }

    /// A list from its pages, of what the visitor sees.
    ///
    /// - Throws: `Refusal` for more than `listMax`.
    func all<Record: Sendable>(
        _ page: (ListPage) throws -> Listed<Record>?,
        where isSeen: (Record) -> Bool
    ) throws -> [Record] {
        var found: [Record] = []
        var offset = 0
        while true {
            let next = ListPage(.offset(offset), limit: Self.pageCount)
            guard let records = try page(next)?.records, !records.isEmpty else { return found }
            found += records.filter(isSeen)
            try Self.requireFew(found.count)
            offset += records.count
        }
    }

    static func requireFew(_ count: Int) throws(Refusal) {
        guard count <= listMax else {
            throw Refusal(.badRequest, "More than \(listMax) things in one list")
        }
    }
}

extension BrowsingApplication {
    /// What is told of everything that has a name.
    static func item(
        _ kind: ObjectKind,
        _ id: Int,
        _ name: String,
        _ description: String
    ) -> [JSONValue.Member] {
        [
            .init("type", .string(kind.className)), .init("id", .integer(id)),
            .init("name", .string(name)), .init("description", .string(description)),
        ]
    }
}
