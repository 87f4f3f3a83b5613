/// What somebody may see, as far as a list needs to know.
///
/// Permissions are decided elsewhere; this is their result in terms that an index can follow.
package enum Visibility: Sendable, Equatable {
    case everything
    /// All of some groups, and the user's own objects of others.
    case limited(userID: Int, readableGroups: Set<Int>, ownGroups: Set<Int>)
}

extension Visibility {
    /// Whether an object may be seen.
    func admits(_ ownership: Ownership) -> Bool {
        switch self {
        case .everything: true
        case .limited(let userID, let readable, let own):
            readable.contains(ownership.groupID)
                || own.contains(ownership.groupID) && ownership.ownerID == userID
        }
    }
}

/// Which objects a list holds.
package struct ListFilter: Sendable, Equatable {
    package var visibility: Visibility
    package var ownerID: Int?
    package var groupID: Int?
    /// Only what lies in no container.
    package var isOrphaned: Bool

    package init(
        _ visibility: Visibility,
        ownerID: Int? = nil,
        groupID: Int? = nil,
        isOrphaned: Bool = false
    ) {
        self.visibility = visibility
        self.ownerID = ownerID
        self.groupID = groupID
        self.isOrphaned = isOrphaned
    }
}

/// Which part of a list is wanted.
///
/// A page that starts after a position costs the same anywhere; an offset steps over what it skips.
package struct ListPage: Sendable, Equatable {
    package enum Start: Sendable, Equatable {
        case offset(Int)
        /// Behind the object of that name and number, which need not be there any more.
        case after(name: String, id: Int)
    }

    package var start: Start
    package var limit: Int

    package init(_ start: Start = .offset(0), limit: Int) {
        self.start = start
        self.limit = limit
    }
}

/// A part of a list, and how long all of it is.
package struct Listed<Record: Sendable>: Sendable {
    package var records: [Record]
    package var totalCount: Int

    package init(records: [Record], totalCount: Int) {
        self.records = records
        self.totalCount = totalCount
    }
}

extension Listed: Equatable where Record: Equatable {}
