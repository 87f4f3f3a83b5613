package import HTTP
import JSON
import Repository
package import WebAccess

/// `/webclient/marshal_tagging_form_data/`: the tags a dialog offers, part by part.
package struct TaggingDataEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: Tree.annotationsMax)
        try query.requireMembership(visitor.actor)
        let reader = tree.reader(visitor, query)
        let mode = query.text("jsonmode")
        if mode == "tagcount" {
            let filter = reader.filter(ownerID: nil)
            let found = try tree.catalogue.tags(filter, inSet: nil, offset: 0, limit: 0)
            return Response(.ok, json: ["tag_count": .integer(found.totalCount)])
        }
        let tags = try tags(query, reader, visitor)
        switch mode {
        case "tags": return Response(.ok, json: try list(tags, reader))
        case "desc": return Response(.ok, json: .object(tags.map(Self.description)))
        case "owners": return Response(.ok, json: try owners(tags))
        default:
            let modes = "tagcount, tags, desc or owners"
            throw Refusal(.badRequest, "jsonmode: expected \(modes)")
        }
    }

    /// Those the visitor may annotate with: his own where nothing else is sure.
    private func tags(
        _ query: TreeQuery,
        _ reader: TreeReader,
        _ visitor: Visitor
    ) throws -> [TagRecord] {
        var offset = try query.number("offset").map { max(0, $0) }
        let asked = try query.number("limit") ?? Self.pageSize
        let limit = offset == nil ? Tree.annotationsMax : min(max(0, asked), Tree.annotationsMax)
        offset = offset ?? 0
        let filter = reader.filter(
            ownerID: usesOthers(query, visitor) ? nil : visitor.actor.userID
        )
        return try tree.catalogue.tags(filter, inSet: nil, offset: offset ?? 0, limit: limit)
            .records
    }

    /// Tags of a page whose length nobody asked for.
    private static let pageSize = 1000

    /// Whether others' tags of the group may be linked by the visitor.
    private func usesOthers(_ query: TreeQuery, _ visitor: Visitor) -> Bool {
        guard let group = query.groupID else { return false }
        let others = Ownership(ownerID: -1, groupID: group)
        return visitor.may(.annotate, others)
    }

    /// Number, text, owner, and the tags of a set, or 0 for a tag.
    private func list(_ tags: [TagRecord], _ reader: TreeReader) throws -> JSONValue {
        let sets = tags.filter(\.isSet).map(\.annotation.id)
        let children = try tree.catalogue.tags(ofSets: sets, reader.visibility)
        return .array(
            tags.map { tag in
                let ids = children[tag.annotation.id] ?? []
                return [
                    .integer(tag.annotation.id), .string(tag.text),
                    .integer(tag.annotation.ownership.ownerID),
                    tag.isSet ? .array(ids.map(JSONValue.integer)) : 0,
                ]
            }
        )
    }

    private static func description(_ tag: TagRecord) -> JSONValue.Member {
        JSONValue.Member("\(tag.annotation.id)", JSONValue(tag.annotation.description))
    }

    private func owners(_ tags: [TagRecord]) throws -> JSONValue {
        let ids = Set(tags.map(\.annotation.ownership.ownerID)).sorted()
        return .object(
            try ids.compactMap { id in
                try tree.people.experimenter(id).map { user in
                    JSONValue.Member("\(id)", .string("\(user.firstName) \(user.lastName)"))
                }
            }
        )
    }
}

extension TagRecord {
    fileprivate var text: String {
        if case .tag(let text) = annotation.value { text } else { "" }
    }
}
