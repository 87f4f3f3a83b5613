import SQLite

/// The part of a table that a filter leaves, as strips that each lie in order in an index.
///
/// A strip is what one owner, or everybody, has in one group, or everywhere. Lists merge strips, so
/// that no list sorts and none steps over what its reader may not see.
struct ListScope: Equatable {
    struct Strip: Equatable {
        var groupID: Int?
        var ownerID: Int?
    }

    var strips: [Strip]
    var totalCount: Int

    /// How many objects somebody has in some group.
    struct CensusRow: Equatable {
        var groupID: Int
        var ownerID: Int
        var count: Int
    }

    init(_ filter: ListFilter, _ census: [CensusRow]) {
        let visible = census.filter { $0.count > 0 && filter.admits($0) }
        totalCount = visible.reduce(0) { $0 + $1.count }
        var strips: [Strip] = []
        if filter.visibility == .everything, filter.ownerID == nil, filter.groupID == nil {
            if !visible.isEmpty { strips.append(Strip()) }
        } else {
            for row in visible {
                let strip = Strip(groupID: row.groupID, ownerID: filter.stripOwner(row))
                if !strips.contains(strip) { strips.append(strip) }
            }
        }
        self.strips = strips
    }
}

extension ListFilter {
    fileprivate func admits(_ row: ListScope.CensusRow) -> Bool {
        if let groupID, row.groupID != groupID { return false }
        if let ownerID, row.ownerID != ownerID { return false }
        return visibility.contains(ownerID: row.ownerID, groupID: row.groupID)
    }

    /// The one owner of what is seen of a row's group; nil when all of the group is.
    fileprivate func stripOwner(_ row: ListScope.CensusRow) -> Int? {
        if let ownerID { return ownerID }
        switch visibility {
        case .everything: return nil
        case .limited(_, let readable, _):
            return readable.contains(row.groupID) ? nil : row.ownerID
        }
    }
}
