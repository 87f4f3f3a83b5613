package import HTTP
import JSON
import Repository
package import WebAccess

/// `search`: projects, datasets and images, or images alone, that bear some words.
package struct SearchEndpoint: Endpoint {
    private let application: BrowsingApplication
    /// Things of one kind in one answer, the newest.
    private static let foundMax = 1000

    package init(_ application: BrowsingApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let isOfImages = query.first("ctx") == "imgs"
        let kinds: [ObjectKind] = isOfImages ? [.image] : [.project, .dataset, .image]
        var found = try kinds.flatMap { try objects($0, query, visitor) }
        found = Array(found.dropFirst(max(0, query.integer("start") ?? 0)))
        if let limit = query.integer("limit"), limit > 0 { found = Array(found.prefix(limit)) }
        let items = application.items(query)
        let isWhole = isOfImages && query.isSaid("grabData")
        let list = try found.compactMap { object in
            isWhole
                ? try data(object.id, query.first("key"), visitor)
                : try item(object, items, visitor, hasParents: query.isSaid("parents"))
        }
        return try JSONCallback.response(.array(list), callback: query.first("callback"))
    }

    private func objects(
        _ kind: ObjectKind,
        _ query: QueryParameters,
        _ visitor: Visitor
    ) throws -> [ObjectReference] {
        guard let words = SearchWords(query.first("text") ?? "") else { return [] }
        let found = try application.catalogue.search(
            kind,
            for: words,
            Visibility(of: visitor.actor),
            before: nil,
            limit: Self.foundMax
        ).map { ObjectReference(kind, $0) }
        guard let author = query.first("author"), !author.isEmpty else { return found }
        let owner = try application.people.experimenter(named: author)
        return try found.filter { object in
            guard let owner else { return false }
            return try application.catalogue.ownership(of: object)?.ownerID == owner.id
        }
    }

    private func data(_ id: Int, _ key: String?, _ visitor: Visitor) throws -> JSONValue? {
        guard let record = try application.gateway.record(id, visitor) else { return nil }
        let image = try application.gateway.shown(record, to: visitor)
        let document = application.gateway.imageData(image, visitor)
        return key.map { document.member(atPath: $0) ?? .null } ?? document
    }

    private func item(
        _ object: ObjectReference,
        _ items: ImageItems,
        _ visitor: Visitor,
        hasParents: Bool
    ) throws -> JSONValue? {
        guard var item = try members(object, items, visitor) else { return nil }
        if hasParents {
            item.append(.init("parents", .array(try parents(of: object, visitor))))
        }
        return .object(item)
    }

    private func members(
        _ object: ObjectReference,
        _ items: ImageItems,
        _ visitor: Visitor
    ) throws -> [JSONValue.Member]? {
        switch object.kind {
        case .image:
            return try application.gateway.record(object.id, visitor).map(items.members)
        case .project:
            return try application.catalogue.project(object.id).map {
                BrowsingApplication.item(.project, $0.id, $0.name, $0.description)
            }
        default:
            return try application.catalogue.dataset(object.id).map {
                BrowsingApplication.item(.dataset, $0.id, $0.name, $0.description)
            }
        }
    }

    /// What holds it, the nearest first: the first of each kind that the visitor sees.
    private func parents(of object: ObjectReference, _ visitor: Visitor) throws -> [JSONValue] {
        let catalogue = application.catalogue
        var parents: [JSONValue] = []
        var dataset = object.kind == .dataset ? object.id : nil
        if object.kind == .image,
            let first = try catalogue.datasets(ofImage: object.id).first(where: {
                visitor.may(.view, $0.ownership)
            })
        {
            dataset = first.id
            parents.append(
                .object(
                    BrowsingApplication.item(.dataset, first.id, first.name, first.description)
                )
            )
        }
        guard let dataset,
            let project = try catalogue.projects(ofDataset: dataset).first(where: {
                visitor.may(.view, $0.ownership)
            })
        else { return parents }
        let item = BrowsingApplication.item(
            .project,
            project.id,
            project.name,
            project.description
        )
        return parents + [.object(item)]
    }
}

extension QueryParameters {
    /// Whether a parameter has any text, as Python counts what is true.
    fileprivate func isSaid(_ name: String) -> Bool { first(name).map { !$0.isEmpty } ?? false }
}
