import Kernel
import SQLite

extension SQLiteCatalogue {
    package func project(_ id: Int) throws -> ProjectRecord? {
        try database.read { try project(id, $0) }
    }

    private func project(_ id: Int, _ connection: Connection) throws -> ProjectRecord? {
        try connection.row(ProjectQueries.one, id) { try ProjectRecord(row: &$0) }
    }

    package func projects(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ProjectRecord> {
        // A project is in no container, so all or none of them would be orphaned.
        guard !filter.isOrphaned else { return Listed(records: [], totalCount: 0) }
        return try listed(.project, filter, page, read: project)
    }

    package func projects(ofDataset dataset: Int) throws -> [ProjectRecord] {
        try parents(.projectDataset, of: dataset, read: project)
    }

    package func project(
        named name: String,
        ownedBy ownership: Ownership
    ) throws -> ProjectRecord? {
        let (owner, group) = (ownership.ownerID, ownership.groupID)
        return try database.read { connection in
            try connection.row(ProjectQueries.named, owner, name, group) {
                try ProjectRecord(row: &$0)
            }
        }
    }

    package func createProject(_ project: NewContainer) throws -> Int {
        try database.write { try insert(.project, project, $0) }
    }

    /// Writes a project, dataset or screen; answers its id.
    func insert(
        _ kind: ObjectKind,
        _ container: NewContainer,
        _ connection: Connection
    ) throws -> Int {
        let ownership = container.ownership
        try connection.run(
            """
            INSERT INTO \(kind.rawValue) (name, description, owner_id, group_id, created)
            VALUES (?, ?, ?, ?, ?)
            """,
            container.name,
            container.description,
            ownership.ownerID,
            ownership.groupID,
            WallClock.nowSeconds()
        )
        let id = connection.lastInsertedID
        try log(.insert, ObjectReference(kind, id), by: ownership.ownerID, connection)
        return id
    }
}

enum ProjectQueries {
    private static let columns = """
        SELECT id, name, description, owner_id, group_id, created, datasetcount FROM project
        """

    static let one = "\(columns) WHERE id = ?"
    static let named =
        "\(columns) WHERE owner_id = ? AND name = ? AND group_id = ? ORDER BY id LIMIT 1"
}

extension ProjectRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        description = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
        createdSeconds = try row.next()
        datasetCount = try row.next()
    }
}
