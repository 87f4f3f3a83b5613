import SQLite

/// Where an image is in lists by name: what comes before it is counted along the list's index.
extension SQLiteCatalogue {
    package func position(
        ofImage image: Int,
        inDataset dataset: Int,
        ownerID: Int?
    ) throws -> Int? {
        try database.read { connection in
            let place = try connection.row(PositionQueries.member, dataset, image) {
                ListEntry(id: image, name: try $0.next())
            }
            guard let place else { return nil }
            return try connection.row(
                PositionQueries.membersBefore,
                dataset,
                place.name,
                place.id,
                ownerID
            ) { try $0.next(Int.self) }
        }
    }

    package func position(ofOrphan image: Int) throws -> Int? {
        try database.read { connection in
            let place = try connection.row(PositionQueries.orphan, image) {
                (
                    groupID: try $0.next(Int.self), ownerID: try $0.next(Int.self),
                    name: try $0.next(String.self)
                )
            }
            guard let place else { return nil }
            return try connection.row(
                PositionQueries.orphansBefore,
                place.groupID,
                place.ownerID,
                place.name,
                image
            ) { try $0.next(Int.self) }
        }
    }
}

private enum PositionQueries {
    static let member = "SELECT sortname FROM datasetimagelink WHERE parent = ? AND child = ?"
    static let membersBefore = """
        SELECT count(*) FROM datasetimagelink AS link
        WHERE link.parent = ?1 AND (link.sortname, link.child) < (?2, ?3)
        AND (?4 IS NULL OR EXISTS (
            SELECT 1 FROM image WHERE image.id = link.child AND image.owner_id = ?4
        ))
        """

    static let orphan = """
        SELECT group_id, owner_id, sortname FROM image WHERE id = ? AND parentcount = 0
        """
    static let orphansBefore = """
        SELECT count(*) FROM image INDEXED BY image_group_owner_orphaned
        WHERE group_id = ? AND owner_id = ? AND (sortname, id) < (?, ?) AND parentcount = 0
        """
}
