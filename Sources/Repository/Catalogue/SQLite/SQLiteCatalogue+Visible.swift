import SQLite

/// What of the catalogue an actor sees.
///
/// A page takes the next ids of each part of what is seen, each from an index, and then the lowest
/// of them: it costs no more among a million images that are hidden.
extension SQLiteCatalogue {
    package func imageCount(
        ownedBy owner: Int?,
        visibleTo visibility: Visibility
    ) throws -> Int {
        if owner == nil, visibility == .everything { return try imageCount() }
        return try database.read { connection in
            try visibility.parts(ownedBy: owner).reduce(0) { sum, part in
                let count =
                    switch part {
                    case .group(let group):
                        try connection.row(VisibleQueries.countInGroup, group) {
                            try $0.next(Int.self)
                        }
                    case .own(let owner, let group):
                        try connection.row(VisibleQueries.countOfOwner, group, owner) {
                            try $0.next(Int.self)
                        }
                    case .owner(let owner):
                        try connection.row(VisibleQueries.countOfOwnerAnywhere, owner) {
                            try $0.next(Int.self)
                        }
                    }
                return sum + (count ?? 0)
            }
        }
    }

    package func images(
        ownedBy owner: Int?,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord] {
        if owner == nil, visibility == .everything {
            return try images(after: id, limit: limit)
        }
        return try database.read { connection in
            let parts = visibility.parts(ownedBy: owner)
            let ids = try next("image", after: id, limit: limit, parts, connection)
            return try ids.compactMap { try image($0, connection) }
        }
    }

    /// Of a dataset, what the actor sees; nothing when he does not see the dataset.
    package func images(
        inDataset dataset: Int,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord] {
        guard let record = try self.dataset(dataset),
            visibility.contains(ownerID: record.ownerID, groupID: record.groupID)
        else { return [] }
        guard visibility != .everything else {
            return try images(inDataset: dataset, after: id, limit: limit)
        }
        return try database.read { connection in
            let text = ImageQueries.pageInDataset(where: visibility.condition(on: "image"))
            let found = try connection.rows(text, dataset, id, limit) {
                try ImageRecord(row: &$0)
            }
            return try ImageQueries.complete(found, connection)
        }
    }

    package func datasets(
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [DatasetRecord] {
        guard visibility != .everything else { return try datasets(after: id, limit: limit) }
        return try database.read { connection in
            let parts = visibility.parts(ownedBy: nil)
            return try next("dataset", after: id, limit: limit, parts, connection).compactMap {
                id in
                try connection.row(DatasetQueries.one, id) { try DatasetRecord(row: &$0) }
            }
        }
    }

    /// The next higher ids of a table that are seen, in their order.
    private func next(
        _ table: String,
        after id: Int,
        limit: Int,
        _ parts: [Visibility.Part],
        _ connection: Connection
    ) throws -> [Int] {
        var ids: [Int] = []
        for part in parts {
            switch part {
            case .group(let group):
                ids += try connection.rows(
                    VisibleQueries.pageInGroup(table),
                    group,
                    id,
                    limit
                ) { try $0.next(Int.self) }
            case .own(let owner, let group):
                ids += try connection.rows(
                    VisibleQueries.pageOfOwner(table),
                    group,
                    owner,
                    id,
                    limit
                ) { try $0.next(Int.self) }
            case .owner(let owner):
                ids += try connection.rows(
                    VisibleQueries.pageOfOwnerAnywhere(table),
                    owner,
                    id,
                    limit
                ) { try $0.next(Int.self) }
            }
        }
        return Array(ids.sorted().prefix(limit))
    }
}

/// The questions about what is seen; each finds its rows through an index.
enum VisibleQueries {
    static let countInGroup = """
        SELECT coalesce(sum(total), 0) FROM census WHERE entity = 'image' AND group_id = ?
        """
    static let countOfOwner = """
        SELECT total FROM census WHERE entity = 'image' AND group_id = ? AND owner_id = ?
        """
    static let countOfOwnerAnywhere = """
        SELECT coalesce(sum(total), 0) FROM census WHERE entity = 'image' AND owner_id = ?
        """

    static func pageInGroup(_ table: String) -> String {
        "SELECT id FROM \(table) INDEXED BY \(table)_ingroup"
            + " WHERE group_id = ? AND id > ? ORDER BY id LIMIT ?"
    }

    static func pageOfOwner(_ table: String) -> String {
        "SELECT id FROM \(table) INDEXED BY \(table)_inowner"
            + " WHERE group_id = ? AND owner_id = ? AND id > ? ORDER BY id LIMIT ?"
    }

    static func pageOfOwnerAnywhere(_ table: String) -> String {
        "SELECT id FROM \(table) INDEXED BY \(table)_owner"
            + " WHERE owner_id = ? AND id > ? ORDER BY id LIMIT ?"
    }
}

extension Visibility {
    /// Sets of things that do not overlap and together are what is seen.
    fileprivate enum Part {
        case group(Int)
        case own(Int, group: Int)
        /// What a user has in any group.
        case owner(Int)
    }

    /// - Parameter owner: whose things are meant; nil for everybody's, where everything has no parts.
    fileprivate func parts(ownedBy owner: Int?) -> [Part] {
        switch (self, owner) {
        case (.everything, let owner): owner.map { [.owner($0)] } ?? []
        case (.limited(let userID, let readable, let own), nil):
            readable.sorted().map(Part.group) + own.sorted().map { .own(userID, group: $0) }
        case (.limited(let userID, let readable, let own), let owner?):
            (owner == userID ? readable.union(own) : readable).sorted()
                .map { .own(owner, group: $0) }
        }
    }
}
