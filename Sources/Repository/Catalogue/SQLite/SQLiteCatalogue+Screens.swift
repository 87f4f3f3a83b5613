import SQLite

extension SQLiteCatalogue {
    package func screen(_ id: Int) throws -> ScreenRecord? {
        try database.read { try screen(id, $0) }
    }

    private func screen(_ id: Int, _ connection: Connection) throws -> ScreenRecord? {
        try connection.row(ScreenQueries.screen, id) { try ScreenRecord(row: &$0) }
    }

    package func screen(
        named name: String,
        ownedBy ownership: Ownership
    ) throws -> ScreenRecord? {
        let (owner, group) = (ownership.ownerID, ownership.groupID)
        return try database.read { connection in
            try connection.row(ScreenQueries.screenNamed, group, owner, name, name) {
                try ScreenRecord(row: &$0)
            }
        }
    }

    package func screens(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ScreenRecord> {
        // As for projects: no screen lies in a container.
        guard !filter.isOrphaned else { return Listed(records: [], totalCount: 0) }
        return try listed(.screen, filter, page, read: screen)
    }

    package func screens(ofPlate plate: Int) throws -> [ScreenRecord] {
        try parents(.screenPlate, of: plate, read: screen)
    }

    package func createScreen(_ screen: NewContainer) throws -> Int {
        try database.write { try insert(.screen, screen, $0) }
    }

    package func link(filesetID: Int, toScreen screen: Int) throws {
        try database.write { try link(filesetID: filesetID, toScreen: screen, $0) }
    }

    func link(filesetID: Int, toScreen screen: Int, _ connection: Connection) throws {
        let object = ObjectReference(.screen, screen)
        guard try exists(object, connection) else { throw RepositoryError.noSuchObject(object) }
        try connection.run(
            """
            INSERT INTO screenplatelink (parent, child, owner_id, sortname)
            SELECT ?, id, owner_id, sortname FROM plate WHERE fileset = ? ORDER BY id
            ON CONFLICT DO NOTHING
            """,
            screen,
            filesetID
        )
    }

    package func plate(_ id: Int) throws -> PlateRecord? {
        try database.read { try plate(id, $0) }
    }

    private func plate(_ id: Int, _ connection: Connection) throws -> PlateRecord? {
        try connection.row(ScreenQueries.plate, id) { try PlateRecord(row: &$0) }
    }

    package func plates(_ filter: ListFilter, _ page: ListPage) throws -> Listed<PlateRecord> {
        try listed(.plate, filter, page, read: plate)
    }

    package func plates(
        inScreen screen: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<PlateRecord>? {
        try members(.screenPlate, of: screen, ownerID: ownerID, page, read: plate)
    }
}

enum ScreenQueries {
    private static let screenColumns = """
        SELECT id, name, description, type, protocoldescription, protocolidentifier,
            reagentsetdescription, reagentsetidentifier, owner_id, group_id, created, platecount
        FROM screen
        """

    static let screen = "\(screenColumns) WHERE id = ?"
    static let screenNamed = """
        \(screenColumns) WHERE group_id = ? AND owner_id = ? AND sortname = lower(?) AND name = ?
        ORDER BY id LIMIT 1
        """

    static let plate = """
        SELECT id, name, description, rowcount, columncount, rownamingconvention,
            columnnamingconvention, externalidentifier, status, welloriginx, welloriginy,
            fileset, owner_id, group_id, created, wellcount
        FROM plate WHERE id = ?
        """
}

extension ScreenRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        description = try row.next()
        type = try row.next()
        protocolDescription = try row.next()
        protocolIdentifier = try row.next()
        reagentSetDescription = try row.next()
        reagentSetIdentifier = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
        createdSeconds = try row.next()
        plateCount = try row.next()
    }
}

extension PlateRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        description = try row.next()
        rowCount = try row.next()
        columnCount = try row.next()
        rowNamingConvention = try row.next()
        columnNamingConvention = try row.next()
        externalIdentifier = try row.next()
        status = try row.next()
        wellOriginX = try row.next()
        wellOriginY = try row.next()
        filesetID = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
        createdSeconds = try row.next()
        wellCount = try row.next()
    }
}
