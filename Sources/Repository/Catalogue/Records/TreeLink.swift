/// The kinds of links that the tree shows: what holds something, and what it holds.
package enum TreeLink: Sendable, Hashable {
    case container(ObjectLink)
    /// A set of tags and its tags.
    case tagSet
    /// A tag and what has it.
    case tag(ObjectKind)

    package var parent: ObjectKind {
        switch self {
        case .container(let link): link.parent
        case .tagSet, .tag: .annotation
        }
    }

    package var child: ObjectKind {
        switch self {
        case .container(let link): link.child
        case .tagSet: .annotation
        case .tag(let kind): kind
        }
    }

    /// Whether a user's link is not another's.
    var isAnnotation: Bool {
        if case .container = self { false } else { true }
    }

    var table: String {
        switch self {
        case .container(let link): link.table
        case .tagSet: ObjectKind.annotation.annotationLink
        case .tag(let kind): kind.annotationLink
        }
    }

    /// The columns of the table that hold the parent and the child: what is annotated is the parent
    /// of its annotation's link.
    var columns: (parent: String, child: String) {
        if case .tag = self { ("child", "parent") } else { ("parent", "child") }
    }
}

/// One thing with some that it holds, or is to hold.
package struct PlacedLinks: Sendable, Equatable {
    package var link: TreeLink
    package var parent: Int
    package var children: [Int]

    package init(_ link: TreeLink, parent: Int, children: [Int]) {
        self.link = link
        self.parent = parent
        self.children = children
    }
}
