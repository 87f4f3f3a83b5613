import Kernel
import Pixels
import Rendering
import SQLite

extension SQLiteCatalogue {
    package func rendering(ofImage image: Int, ownerID: Int) throws -> RenderingRecord? {
        try database.read { connection in
            try connection.row(RenderingQueries.one, image, ownerID) {
                try RenderingRecord(row: &$0)
            }.map { try complete($0, connection) }
        }
    }

    package func renderings(ofImage image: Int) throws -> [RenderingRecord] {
        try database.read { connection in
            try connection.rows(RenderingQueries.ofImage, image) {
                try RenderingRecord(row: &$0)
            }.map { try complete($0, connection) }
        }
    }

    private func complete(
        _ record: RenderingRecord,
        _ connection: Connection
    ) throws -> RenderingRecord {
        var record = record
        record.choice.channels = try connection.rows(RenderingQueries.channels, record.id) {
            try ChannelBinding(row: &$0)
        }
        return record
    }

    package func renderingOwners(ofImage image: Int) throws -> [Int] {
        try database.read { connection in
            try connection.rows(RenderingQueries.owners, image) { try $0.next(Int.self) }
        }
    }

    package func saveRendering(
        _ choice: RenderingChoice,
        ofImage image: Int,
        ownerID: Int
    ) throws -> Int {
        try database.write { connection in
            let object = ObjectReference(.image, image)
            guard try exists(object, connection) else { throw RepositoryError.noSuchObject(object) }
            return try write(choice, ofImage: image, ownerID: ownerID, connection)
        }
    }

    package func saveRendering(
        _ choice: RenderingChoice,
        ofImage image: Int,
        by actor: Actor
    ) throws -> Int {
        try database.write { connection in
            try authorize(actor, .annotate, ObjectReference(.image, image), connection)
            return try write(choice, ofImage: image, ownerID: actor.userID, connection)
        }
    }

    package func saveRenderings(_ choices: [NewRendering], by actor: Actor) throws -> [Int] {
        try database.write { connection in
            try choices.compactMap { new in
                do {
                    let image = ObjectReference(.image, new.imageID)
                    try authorize(actor, .annotate, image, connection)
                } catch is PeopleError {
                    return nil
                } catch RepositoryError.noSuchObject {
                    return nil
                }
                _ = try write(new.choice, ofImage: new.imageID, ownerID: actor.userID, connection)
                return new.imageID
            }
        }
    }

    private func write(
        _ choice: RenderingChoice,
        ofImage image: Int,
        ownerID: Int,
        _ connection: Connection
    ) throws -> Int {
        let id = try connection.row(
            RenderingQueries.saving,
            image,
            ownerID,
            choice.model.stored,
            choice.defaultZ,
            choice.defaultT,
            WallClock.nowSeconds()
        ) { try $0.next(Int.self) }
        guard let id else { throw RepositoryError.noSuchObject(ObjectReference(.image, image)) }
        try connection.run("DELETE FROM channelbinding WHERE renderingdef = ?", id)
        for (position, channel) in choice.channels.enumerated() {
            try insert(channel, position, of: id, connection)
        }
        return id
    }

    private func insert(
        _ channel: ChannelBinding,
        _ position: Int,
        of rendering: Int,
        _ connection: Connection
    ) throws {
        try connection.run(
            RenderingQueries.channelInsertion,
            rendering,
            position,
            channel.isActive,
            channel.window.start,
            channel.window.end,
            channel.family.rawValue,
            channel.coefficient,
            channel.color.packed,
            channel.lookUpTableName,
            channel.isInverted
        )
    }

    package func removeRendering(ofImage image: Int, ownerID: Int) throws -> Bool {
        let text = "DELETE FROM renderingdef WHERE image = ? AND owner_id = ?"
        return try database.write { try $0.run(text, image, ownerID) == 1 }
    }
}

/// The questions about rendering settings.
enum RenderingQueries {
    private static let columns = """
        SELECT id, image, owner_id, modified, model, defaultz, defaultt FROM renderingdef
        """
    static let one = "\(columns) WHERE image = ? AND owner_id = ?"
    static let ofImage = "\(columns) WHERE image = ? ORDER BY id"
    static let owners = "SELECT owner_id FROM renderingdef WHERE image = ?"
    static let channels = """
        SELECT isactive, inputstart, inputend, family, coefficient, color, lookuptable, isinverted
        FROM channelbinding WHERE renderingdef = ? ORDER BY position
        """

    static let saving = """
        INSERT INTO renderingdef (image, owner_id, model, defaultz, defaultt, modified)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (image, owner_id) DO UPDATE SET model = excluded.model,
            defaultz = excluded.defaultz, defaultt = excluded.defaultt,
            modified = excluded.modified
        RETURNING id
        """
    static let channelInsertion = """
        INSERT INTO channelbinding (renderingdef, position, isactive, inputstart, inputend,
            family, coefficient, color, lookuptable, isinverted)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
}

extension RenderingModel {
    /// OMERO's name.
    fileprivate var stored: String {
        switch self {
        case .color: "rgb"
        case .greyscale: "greyscale"
        }
    }
}

extension RenderingRecord {
    fileprivate init(row: inout Row) throws {
        id = try row.next()
        imageID = try row.next()
        ownerID = try row.next()
        modifiedSeconds = try row.next()
        let model = try row.next(String.self)
        choice = RenderingChoice(
            model: model == RenderingModel.color.stored ? .color : .greyscale,
            defaultZ: try row.next(),
            defaultT: try row.next(),
            channels: []
        )
    }
}

extension ChannelBinding {
    fileprivate init(row: inout Row) throws {
        isActive = try row.next()
        window = Window(start: try row.next(), end: try row.next())
        let name = try row.next(String.self)
        guard let family = Family(rawValue: name) else {
            throw RepositoryError.unknownValue(name: "family", value: name)
        }
        self.family = family
        coefficient = try row.next()
        color = RGBAColor(packed: try row.next())
        lookUpTableName = try row.next()
        isInverted = try row.next()
    }
}
