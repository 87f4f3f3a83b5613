import SQLite

extension SQLiteCatalogue {
    package func image(_ id: Int) throws -> ImageRecord? {
        try database.read { try image(id, $0) }
    }

    package func place(ofImage id: Int) throws -> ImagePlace {
        try database.read { try ImagePlaceQuery.place(ofImage: id, $0) }
    }

    package func imageCount() throws -> Int {
        try database.read { connection in
            try connection.row(ImageQueries.count) { try $0.next(Int.self) } ?? 0
        }
    }

    package func images(after id: Int, limit: Int) throws -> [ImageRecord] {
        try database.read { connection in
            let found = try connection.rows(ImageQueries.page, id, limit) {
                try ImageRecord(row: &$0)
            }
            return try ImageQueries.complete(found, connection)
        }
    }

    package func images(
        inDataset dataset: Int,
        after id: Int,
        limit: Int
    ) throws -> [ImageRecord] {
        try database.read { connection in
            let found = try connection.rows(ImageQueries.pageInDataset, dataset, id, limit) {
                try ImageRecord(row: &$0)
            }
            return try ImageQueries.complete(found, connection)
        }
    }

    package func images(_ filter: ListFilter, _ page: ListPage) throws -> Listed<ImageRecord> {
        try listed(.image, filter, page, read: image)
    }

    package func images(
        inDataset dataset: Int,
        ownerID: Int?,
        _ page: ListPage
    ) throws -> Listed<ImageRecord>? {
        try members(.datasetImage, of: dataset, ownerID: ownerID, page, read: image)
    }

    func image(_ id: Int, _ connection: Connection) throws -> ImageRecord? {
        let found = try connection.row(ImageQueries.one, id) { try ImageRecord(row: &$0) }
        guard let found else { return nil }
        return try ImageQueries.complete([found], connection).first
    }
}
