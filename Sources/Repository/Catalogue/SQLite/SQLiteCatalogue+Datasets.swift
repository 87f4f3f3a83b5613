import SQLite

extension SQLiteCatalogue {
    package func dataset(_ id: Int) throws -> DatasetRecord? {
        try database.read { try dataset(id, $0) }
    }

    private func dataset(_ id: Int, _ connection: Connection) throws -> DatasetRecord? {
        try connection.row(DatasetQueries.one, id) { try DatasetRecord(row: &$0) }
    }

    package func datasets(_ filter: ListFilter, _ page: ListPage) throws -> Listed<DatasetRecord> {
        try listed(.dataset, filter, page, read: dataset)
    }

    package func datasets(
        inProject project: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<DatasetRecord>? {
        try members(.projectDataset, of: project, ownerID: ownerID, page, read: dataset)
    }

    package func datasets(ofImage image: Int) throws -> [DatasetRecord] {
        try parents(.datasetImage, of: image, read: dataset)
    }

    package func dataset(
        named name: String,
        ownedBy ownership: Ownership
    ) throws -> DatasetRecord? {
        try database.read { connection in
            try connection.row(
                DatasetQueries.named,
                ownership.ownerID,
                name,
                ownership.groupID
            ) { try DatasetRecord(row: &$0) }
        }
    }

    package func datasets(after id: Int, limit: Int) throws -> [DatasetRecord] {
        try database.read { connection in
            try connection.rows(DatasetQueries.page, id, limit) { try DatasetRecord(row: &$0) }
        }
    }

    package func createDataset(
        named name: String,
        description: String,
        ownedBy ownership: Ownership
    ) throws -> Int {
        try database.write { connection in
            try insert(
                .dataset,
                NewContainer(name: name, description: description, ownership: ownership),
                connection
            )
        }
    }

    package func link(filesetID: Int, toDataset dataset: Int) throws {
        try database.write { connection in
            try link(filesetID: filesetID, toDataset: dataset, connection)
        }
    }

    func link(filesetID: Int, toDataset dataset: Int, _ connection: Connection) throws {
        let found = try connection.row("SELECT id FROM dataset WHERE id = ?", dataset) {
            try $0.next(Int.self)
        }
        guard found != nil else { throw RepositoryError.noSuchDataset(id: dataset) }
        try connection.run(
            """
            INSERT INTO datasetimagelink (parent, child, owner_id, sortname)
            SELECT ?, id, owner_id, sortname FROM image WHERE fileset = ?
            AND NOT EXISTS (SELECT 1 FROM wellsample WHERE wellsample.image = image.id)
            ORDER BY id
            ON CONFLICT DO NOTHING
            """,
            dataset,
            filesetID
        )
    }
}

/// The questions about datasets; each finds its rows through an index or by their numbers.
enum DatasetQueries {
    /// The columns in the order in which `DatasetRecord.init(row:)` reads them.
    private static let columns =
        """
        SELECT id, name, description, owner_id, group_id, imagecount, created FROM dataset
        """

    static let one = "\(columns) WHERE id = ?"
    static let page = "\(columns) WHERE id > ? ORDER BY id LIMIT ?"
    static let named =
        "\(columns) WHERE owner_id = ? AND name = ? AND group_id = ? ORDER BY id LIMIT 1"
}

extension DatasetRecord {
    init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        description = try row.next()
        ownerID = try row.next()
        groupID = try row.next()
        imageCount = try row.next()
        createdSeconds = try row.next()
    }
}
