import Pixels
import Rendering
import SQLite

/// The questions about images; each finds its rows through an index or by their numbers.
enum ImageQueries {
    /// The columns in the order in which `ImageRecord.init(row:)` reads them.
    private static let columns = """
        SELECT image.id, image.name, image.description, image.owner_id, image.group_id,
            image.fileset, fileset.path, image.series, fileset.version, fileset.failure,
            format, sizex, sizey, sizez, sizec, sizet, pixelstype, significantbits,
            physicalsizex, physicalsizey, physicalsizez, nominalmagnification,
            tilewidth, tileheight, acquisitiondate, imported, fileset.recorded,
            dataset.id, dataset.name, dataset.description,
            EXISTS (SELECT 1 FROM wellsample WHERE wellsample.image = image.id)
        """

    private static let joins = """
        JOIN fileset ON fileset.id = image.fileset
        LEFT JOIN dataset ON dataset.id = (
            SELECT parent FROM datasetimagelink
            WHERE child = image.id ORDER BY parent LIMIT 1
        )
        """

    static let one = "\(columns) FROM image \(joins) WHERE image.id = ?"

    /// CROSS JOIN keeps SQLite from turning the order of the tables, and with it of the rows.
    static let page = """
        \(columns) FROM image \(joins)
        WHERE image.id > ? ORDER BY image.id LIMIT ?
        """

    static let pageInDataset = pageInDataset(where: "TRUE")

    static func pageInDataset(where condition: String) -> String {
        """
        \(columns) FROM datasetimagelink AS link
        CROSS JOIN image ON image.id = link.child \(joins)
        WHERE link.parent = ? AND link.child > ? AND \(condition)
        ORDER BY link.child LIMIT ?
        """
    }

    static let count = "SELECT count FROM tally WHERE name = 'image'"

    static let levels = """
        SELECT width, height FROM pyramidlevel WHERE image = ? ORDER BY position
        """

    static let channels = """
        SELECT name, emissionwave, excitationwave, color, minimum, maximum,
            windowstart, windowend, isactive
        FROM channel WHERE image = ? ORDER BY position
        """

    /// Adds to records what lies in tables of its own.
    static func complete(_ records: [ImageRecord], _ connection: Connection) throws -> [ImageRecord]
    {
        try records.map { record in
            var record = record
            record.pixels.levels = try connection.rows(levels, record.id) { row in
                PixelSize(width: try row.next(), height: try row.next())
            }
            record.pixels.channels = try connection.rows(channels, record.id) { row in
                try ChannelRecord(row: &row)
            }
            return record
        }
    }
}

extension ImageRecord {
    /// Reads `ImageQueries.columns`; levels and channels are still missing.
    init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        description = try row.next()
        ownerID = try row.next()
        groupID = try row.next()
        filesetID = try row.next()
        path = try row.next()
        series = try row.next()
        version = try row.next()
        failure = try row.next()
        pixels = try PixelsRecord(row: &row)
        acquisitionSeconds = try row.next()
        importedSeconds = try row.next()
        recordedSeconds = try row.next()
        dataset = try ContainerReference(row: &row)
        isInWell = try row.next()
    }
}

extension PixelsRecord {
    fileprivate init(row: inout Row) throws {
        format = try row.next()
        dimensions = Dimensions(
            x: try row.next(),
            y: try row.next(),
            z: try row.next(),
            c: try row.next(),
            t: try row.next()
        )
        let name = try row.next(String.self)
        guard let type = PixelType(rawValue: name) else {
            throw RepositoryError.unknownValue(name: "pixelstype", value: name)
        }
        pixelType = type
        significantBits = try row.next()
        physicalSize = PhysicalSize(
            xMicrometres: try row.next(),
            yMicrometres: try row.next(),
            zMicrometres: try row.next()
        )
        nominalMagnification = try row.next()
        tileSize = PixelSize(width: try row.next(), height: try row.next())
        levels = []
        channels = []
    }
}

extension ContainerReference {
    /// Reads a number, a name and a description; nil when there are none.
    init?(row: inout Row) throws {
        let id = try row.next(Int?.self)
        let name = try row.next(String?.self)
        let description = try row.next(String?.self)
        guard let id, let name, let description else { return nil }
        self.init(id: id, name: name, description: description)
    }
}

extension ChannelRecord {
    fileprivate init(row: inout Row) throws {
        metadata = ChannelMetadata(
            name: try row.next(),
            emissionWavelengthNanometres: try row.next(),
            excitationWavelengthNanometres: try row.next(),
            color: try row.next(Int?.self).map(RGBAColor.init(packed:))
        )
        let minimum = try row.next(Double?.self)
        let maximum = try row.next(Double?.self)
        if let minimum, let maximum {
            statistics = PixelStatistics(min: minimum, max: maximum)
        } else {
            statistics = nil
        }
        let start = try row.next(Double?.self)
        let end = try row.next(Double?.self)
        if let start, let end, start <= end { metadata.window = start...end }
        metadata.isActive = try row.next()
    }
}

extension RGBAColor {
    /// Red in the highest of four bytes, alpha in the lowest.
    var packed: Int { Int(red) << 24 | Int(green) << 16 | Int(blue) << 8 | Int(alpha) }

    init(packed: Int) {
        self.init(
            red: UInt8(truncatingIfNeeded: packed >> 24),
            green: UInt8(truncatingIfNeeded: packed >> 16),
            blue: UInt8(truncatingIfNeeded: packed >> 8),
            alpha: UInt8(truncatingIfNeeded: packed)
        )
    }
}
