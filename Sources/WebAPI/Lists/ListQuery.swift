import HTTP
import JSON
import Repository

/// What a request wants of a list, or of one object, out of the parameters of its query.
///
/// Parameters the API does not know are passed over, as OMERO does: clients add some of their own.
struct ListQuery {
    let offset: Int
    let limit: Int
    let limitMax: Int
    let ownerID: Int?
    /// Nil for all groups.
    let groupID: Int?
    let isOrphaned: Bool
    let hasChildCount: Bool
    let isNormalized: Bool
    /// The objects to which the list is narrowed, by their types.
    var parents: [ObjectType: Int]
    /// Whether the path and the query name different objects, which leaves nothing.
    var isContradictory = false
    /// The one field of wells that is wanted; nil for all.
    var fieldIndex: Int?

    init(_ request: Request, _ type: ObjectType, _ limits: APILimits) throws {
        let query = try QueryParameters(query: request.target.query)
        limitMax = limits.listMax
        let asked = try query.integer("limit") ?? -1
        limit = min(asked < 0 ? limits.listDefault : asked, limits.listMax)
        offset = max(0, try query.integer("offset") ?? 0)
        ownerID = try query.integer("owner")
        let group = try query.integer("group") ?? -1
        groupID = group < 0 ? nil : group
        isOrphaned = query.first("orphaned") == "true"
        hasChildCount = query.first("childCount") == "true"
        isNormalized = query.first("normalize") == "true"
        parents = [:]
        for parent in type.parents {
            parents[parent] = try query.integer(parent.parameterName)
        }
    }

    var page: ListPage { ListPage(.offset(offset), limit: limit) }

    func meta(totalCount: Int) -> JSONValue {
        [
            "offset": .integer(offset),
            "limit": .integer(limit),
            "maxLimit": .integer(limitMax),
            "totalCount": .integer(totalCount),
        ]
    }
}

extension QueryParameters {
    /// A whole number; nil without the parameter.
    ///
    /// Numbers too large for the catalogue count as the
    /// largest, which is no object's.
    func integer(_ name: String) throws -> Int? {
        guard let text = first(name) else { return nil }
        if let number = Int(text) { return number }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let isNumber =
            !digits.isEmpty && text.utf8.count - digits.count <= 1
            && digits.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber else {
            throw Refusal(.badRequest, "\(name): expected a whole number, not '\(text)'")
        }
        return text.hasPrefix("-") ? .min : .max
    }
}
