import SQLite

extension SQLiteCatalogue {
    package func fileset(importedFrom clientPath: String) throws -> FilesetRecord? {
        try database.read { connection in
            guard let id = try filesetID(importedFrom: clientPath, connection) else { return nil }
            let found = try connection.row("SELECT path, failure FROM fileset WHERE id = ?", id) {
                (path: try $0.next(String.self), failure: try $0.next(String?.self))
            }
            guard let found else { throw RepositoryError.noSuchFileset(id: id) }
            let files = try connection.rows(FilesetQueries.files, id) {
                try OriginalFile(row: &$0)
            }
            return FilesetRecord(id: id, path: found.path, failure: found.failure, files: files)
        }
    }

    package func originalFiles(ofFileset id: Int) throws -> [OriginalFile] {
        try database.read { connection in
            try connection.rows(FilesetQueries.files, id) { try OriginalFile(row: &$0) }
        }
    }

    package func imageIDs(ofFileset id: Int) throws -> [Int] {
        try database.read { connection in
            try FilesetQueries.imageIDs(of: id, connection)
        }
    }

    private func filesetID(
        importedFrom clientPath: String,
        _ connection: Connection
    ) throws -> Int? {
        try connection.row(FilesetQueries.byClientPath, clientPath) { try $0.next(Int.self) }
    }

    package func add(_ fileset: NewFileset) throws -> Addition {
        try database.write { try add(fileset, $0) }
    }

    package func add(_ filesets: [NewFileset]) throws -> [Addition] {
        try database.write { connection in
            try filesets.map { try add($0, connection) }
        }
    }

    private func add(_ fileset: NewFileset, _ connection: Connection) throws -> Addition {
        if let (id, _) = try otherFileset(with: fileset.files, than: nil, connection) {
            return .present(filesetID: id)
        }
        let id = try insert(fileset, connection)
        let writing = ImageWriting(connection)
        let imageIDs = try fileset.images.enumerated().map { series, image in
            try writing.insert(image, series, of: id, in: fileset)
        }
        try PlateWriting(connection).write(fileset, id, imageIDs: imageIDs)
        var marks = MarkWriting(connection, fileset)
        for (series, image) in imageIDs.enumerated() {
            try marks.write(ofSeries: series, image: image)
        }
        try link(filesetID: id, to: fileset, connection)
        try log(
            .insert,
            ObjectReference(.fileset, id),
            by: fileset.ownership.ownerID,
            connection
        )
        return .added(filesetID: id, imageIDs: imageIDs)
    }

    private func link(
        filesetID: Int,
        to fileset: NewFileset,
        _ connection: Connection
    ) throws {
        if let dataset = fileset.datasetID {
            try link(filesetID: filesetID, toDataset: dataset, connection)
        }
        if let screen = fileset.screenID {
            try link(filesetID: filesetID, toScreen: screen, connection)
        }
    }

    /// A readable fileset that holds one of the files; those that were never readable are removed.
    private func otherFileset(
        with files: [OriginalFile],
        than own: Int?,
        _ connection: Connection
    ) throws -> (id: Int, path: String)? {
        for file in files {
            let id = try filesetID(importedFrom: file.clientPath, connection)
            guard let id, id != own else { continue }
            let removed = try connection.run(FilesetQueries.removalUnlessReadable, id)
            if removed == 0 { return (id, file.clientPath) }
        }
        return nil
    }

    private func insert(_ fileset: NewFileset, _ connection: Connection) throws -> Int {
        try connection.run(
            """
            INSERT INTO fileset (path, version, failure, recorded, owner_id, group_id)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            fileset.files[0].path,
            fileset.version,
            fileset.failure,
            fileset.importedSeconds,
            fileset.ownership.ownerID,
            fileset.ownership.groupID
        )
        let id = connection.lastInsertedID
        try insert(fileset.files, filesetID: id, connection)
        return id
    }

    private func insert(
        _ files: [OriginalFile],
        filesetID: Int,
        _ connection: Connection
    ) throws {
        for (position, file) in files.enumerated() {
            try connection.run(
                """
                INSERT INTO originalfile
                    (fileset, position, path, clientpath, device, inode, size, modified)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                filesetID,
                position,
                file.path,
                file.clientPath,
                file.state.device,
                file.state.inode,
                file.state.sizeBytes,
                file.state.modifiedNanoseconds
            )
        }
    }

    package func replace(filesetID: Int, with fileset: NewFileset) throws -> [Int] {
        try database.write { connection in
            let changed = try connection.run(
                "UPDATE fileset SET path = ?, version = ?, failure = ?, recorded = ? WHERE id = ?",
                fileset.files[0].path,
                fileset.version,
                fileset.failure,
                fileset.importedSeconds,
                filesetID
            )
            guard changed == 1 else { throw RepositoryError.noSuchFileset(id: filesetID) }
            let files = fileset.files
            if let (id, path) = try otherFileset(with: files, than: filesetID, connection) {
                throw RepositoryError.fileInUse(path: path, filesetID: id)
            }
            try connection.run("DELETE FROM originalfile WHERE fileset = ?", filesetID)
            try insert(fileset.files, filesetID: filesetID, connection)
            let writing = ImageWriting(connection)
            let known = Set(try FilesetQueries.imageIDs(of: filesetID, connection))
            let imageIDs = try fileset.images.enumerated().map { series, image in
                try writing.replace(image, series, of: filesetID, in: fileset)
            }
            var marks = MarkWriting(connection, fileset)
            for (series, image) in imageIDs.enumerated() where !known.contains(image) {
                try marks.write(ofSeries: series, image: image)
            }
            try PlateWriting(connection).write(fileset, filesetID, imageIDs: imageIDs)
            try link(filesetID: filesetID, to: fileset, connection)
            try log(
                .update,
                ObjectReference(.fileset, filesetID),
                by: fileset.ownership.ownerID,
                connection
            )
            return imageIDs
        }
    }

    package func markBroken(filesetID: Int, failure: String) throws {
        try database.write { connection in
            let changed = try connection.run(
                "UPDATE fileset SET failure = ? WHERE id = ?",
                failure,
                filesetID
            )
            guard changed == 1 else { throw RepositoryError.noSuchFileset(id: filesetID) }
        }
    }
}

/// The questions about filesets; each finds its rows through an index or by their numbers.
enum FilesetQueries {
    static let byClientPath = "SELECT fileset FROM originalfile WHERE clientpath = ?"

    /// The columns in the order in which `OriginalFile.init(row:)` reads them.
    static let files = """
        SELECT path, clientpath, device, inode, size, modified
        FROM originalfile WHERE fileset = ? ORDER BY position
        """

    static let images = "SELECT id FROM image WHERE fileset = ? ORDER BY series"

    static let imageOfSeries = "SELECT id FROM image WHERE fileset = ? AND series = ?"

    static let removalUnlessReadable = """
        DELETE FROM fileset WHERE id = ? AND failure IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM image WHERE image.fileset = fileset.id)
        """

    /// In the order of their series.
    static func imageIDs(of fileset: Int, _ connection: Connection) throws -> [Int] {
        try connection.rows(images, fileset) { try $0.next(Int.self) }
    }
}

extension OriginalFile {
    /// Reads `FilesetQueries.files`.
    init(row: inout Row) throws {
        path = try row.next()
        clientPath = try row.next()
        state = FileState(
            device: try row.next(),
            inode: try row.next(),
            sizeBytes: try row.next(),
            modifiedNanoseconds: try row.next()
        )
    }
}
