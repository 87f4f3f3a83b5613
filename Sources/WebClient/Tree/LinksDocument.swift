import HTTP
import JSON
import Repository

/// Links as clients send them: `{"dataset": {"10": {"image": [1, 2]}}}`.
struct LinksDocument {
    /// Links of one request.
    static let countMax = 10_000

    let links: [(names: Names, placed: PlacedLinks)]

    /// The types of both ends in OMERO's words.
    struct Names: Equatable {
        var parent: String
        var child: String
    }

    /// - Throws: `Refusal` for another form, types that have no link, and too many links.
    init(_ body: [UInt8]) throws {
        guard let members = JSONReader.document(body)?.members else { throw Self.malformed }
        // What lies right below its owner, or nowhere, is linked to nothing.
        let parents = members.filter { !["experimenter", "orphaned"].contains($0.name) }
        links = try parents.flatMap { type in
            guard let objects = type.value.members else { throw Self.malformed }
            return try objects.flatMap { object in
                guard let id = Int(object.name), let children = object.value.members else {
                    throw Self.malformed
                }
                return try children.map { try Self.entry(type.name, id, $0) }
            }
        }
        guard links.reduce(0, { $0 + $1.placed.children.count }) <= Self.countMax else {
            throw Refusal(.badRequest, "More than \(Self.countMax) links")
        }
    }

    private static let malformed = Refusal(
        .badRequest,
        "The body is no JSON of types, numbers and what is linked to them"
    )

    private static func entry(
        _ parent: String,
        _ id: Int,
        _ children: JSONValue.Member
    ) throws -> (names: Names, placed: PlacedLinks) {
        guard let link = TreeLink(parent, children.name) else {
            throw Refusal(.notFound, "json data needs 'parent_type' and 'child_type'")
        }
        let ids = try (children.value.elements ?? []).map { element in
            guard let id = element.integer ?? element.string.flatMap(Int.init) else {
                throw malformed
            }
            return id
        }
        return (
            Names(parent: parent, child: children.name),
            PlacedLinks(link, parent: id, children: ids)
        )
    }
}

extension TreeLink {
    /// The link between two types in OMERO's words; nil where the tree has none.
    fileprivate init?(_ parent: String, _ child: String) {
        switch (parent, child) {
        case ("project", "dataset"): self = .container(.projectDataset)
        case ("dataset", "image"): self = .container(.datasetImage)
        case ("screen", "plate"): self = .container(.screenPlate)
        case ("tagset", "tag"): self = .tagSet
        case ("tag", _):
            let found = AnnotatedObject.kinds.first { $0.parameters.contains(child) }
            guard let found else { return nil }
            self = .tag(found.kind)
        default: return nil
        }
    }
}
