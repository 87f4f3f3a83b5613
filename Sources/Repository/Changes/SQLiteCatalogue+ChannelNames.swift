import SQLite

extension SQLiteCatalogue {
    package func nameChannels(
        _ names: [Int: String],
        ofImages images: [Int],
        channelCount: Int,
        by actor: Actor
    ) throws -> Int {
        try database.write { connection in
            let rights = try CurrentRights(actor, self, connection)
            var updated = 0
            for image in images {
                let object = ObjectReference(.image, image)
                guard try rights.allow(.edit, object),
                    try count(ofImage: image, connection) == channelCount
                else { continue }
                for (position, name) in names {
                    try connection.run(
                        "UPDATE channel SET name = ? WHERE image = ? AND position = ?",
                        name,
                        image,
                        position
                    )
                }
                try log(.update, object, by: actor.userID, connection)
                updated += 1
            }
            return updated
        }
    }

    private func count(ofImage id: Int, _ connection: Connection) throws -> Int? {
        try connection.row("SELECT count(*) FROM channel WHERE image = ?", id) {
            try $0.next(Int.self)
        }
    }

    package func images(in container: ObjectReference, by actor: Actor) throws -> [Int] {
        let text =
            switch container.kind {
            case .dataset: "SELECT child FROM datasetimagelink WHERE parent = ? ORDER BY child"
            case .plate:
                """
                SELECT image FROM well CROSS JOIN wellsample ON wellsample.well = well.id
                WHERE well.plate = ? ORDER BY image
                """
            default: throw RepositoryError.cannot(action: "asked for images", container.kind)
            }
        return try database.read { connection in
            try authorize(actor, .view, container, connection)
            let rights = try CurrentRights(actor, self, connection)
            let images = try connection.rows(text, container.id) { try $0.next(Int.self) }
            return try images.filter { try rights.allow(.view, ObjectReference(.image, $0)) }
        }
    }
}
