import JSON

/// One step on the way from an owner down to an object.
struct TreeStep: Equatable {
    var type: String
    var id: Int
    /// Nil where the step's children are not counted.
    var childCount: Int?
    /// Where the next step is among the children; nil when one page holds them all.
    var child: ChildPlace?

    /// A place in a list in pages.
    struct ChildPlace: Equatable {
        /// From 0.
        var index: Int
        /// From 1.
        var page: Int
    }

    init(_ type: String, _ id: Int, childCount: Int? = nil, child: ChildPlace? = nil) {
        self.type = type
        self.id = id
        self.childCount = childCount
        self.child = child
    }

    var json: JSONValue {
        var members: [JSONValue.Member] = [.init("type", .string(type)), .init("id", .integer(id))]
        if let childCount { members.append(.init("childCount", .integer(childCount))) }
        if let child {
            members.append(.init("childIndex", .integer(child.index)))
            members.append(.init("childPage", .integer(child.page)))
        }
        return .object(members)
    }
}
