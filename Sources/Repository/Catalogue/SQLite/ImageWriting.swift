import Pixels
import Rendering
import SQLite

/// Writes the rows of images; part of a transaction that others begin and end.
struct ImageWriting {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    func insert(
        _ image: NewImage,
        _ series: Int,
        of filesetID: Int,
        in fileset: NewFileset
    ) throws -> Int {
        let pixels = image.pixels
        try connection.run(
            """
            INSERT INTO image (fileset, series, owner_id, group_id, imported,
                name, sortname, description, acquisitiondate, format,
                sizex, sizey, sizez, sizec, sizet,
                pixelstype, significantbits, physicalsizex, physicalsizey, physicalsizez,
                nominalmagnification, tilewidth, tileheight)
            VALUES (?, ?, ?, ?, ?, ?, lower(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            filesetID,
            series,
            fileset.ownership.ownerID,
            fileset.ownership.groupID,
            fileset.importedSeconds,
            image.name,
            image.name,
            image.description,
            image.acquisitionSeconds,
            pixels.format,
            pixels.dimensions.x,
            pixels.dimensions.y,
            pixels.dimensions.z,
            pixels.dimensions.c,
            pixels.dimensions.t,
            pixels.pixelType.rawValue,
            pixels.significantBits,
            pixels.physicalSize.xMicrometres,
            pixels.physicalSize.yMicrometres,
            pixels.physicalSize.zMicrometres,
            pixels.nominalMagnification,
            pixels.tileSize.width,
            pixels.tileSize.height
        )
        let id = connection.lastInsertedID
        try write(pixels.levels, of: id)
        try write(pixels.channels, of: id)
        return id
    }

    /// Writes over the image of that series, or adds it; answers its id.
    func replace(
        _ image: NewImage,
        _ series: Int,
        of filesetID: Int,
        in fileset: NewFileset
    ) throws -> Int {
        let found = try connection.row(FilesetQueries.imageOfSeries, filesetID, series) {
            try $0.next(Int.self)
        }
        guard let id = found else {
            return try insert(image, series, of: filesetID, in: fileset)
        }
        try connection.run("DELETE FROM pyramidlevel WHERE image = ?", id)
        try connection.run("DELETE FROM channel WHERE image = ?", id)
        try update(id, to: image)
        return id
    }

    private func update(_ id: Int, to image: NewImage) throws {
        let pixels = image.pixels
        try connection.run(
            """
            UPDATE image SET name = ?, description = ?, acquisitiondate = ?, format = ?,
                sizex = ?, sizey = ?, sizez = ?, sizec = ?, sizet = ?,
                pixelstype = ?, significantbits = ?,
                physicalsizex = ?, physicalsizey = ?, physicalsizez = ?,
                nominalmagnification = ?, tilewidth = ?, tileheight = ?
            WHERE id = ?
            """,
            image.name,
            image.description,
            image.acquisitionSeconds,
            pixels.format,
            pixels.dimensions.x,
            pixels.dimensions.y,
            pixels.dimensions.z,
            pixels.dimensions.c,
            pixels.dimensions.t,
            pixels.pixelType.rawValue,
            pixels.significantBits,
            pixels.physicalSize.xMicrometres,
            pixels.physicalSize.yMicrometres,
            pixels.physicalSize.zMicrometres,
            pixels.nominalMagnification,
            pixels.tileSize.width,
            pixels.tileSize.height,
            id
        )
        try write(pixels.levels, of: id)
        try write(pixels.channels, of: id)
    }

    private func write(_ levels: [PixelSize], of id: Int) throws {
        for (position, level) in levels.enumerated() {
            try connection.run(
                "INSERT INTO pyramidlevel (image, position, width, height) VALUES (?, ?, ?, ?)",
                id,
                position,
                level.width,
                level.height
            )
        }
    }

    private func write(_ channels: [ChannelRecord], of id: Int) throws {
        for (position, channel) in channels.enumerated() {
            try connection.run(
                """
                INSERT INTO channel (image, position, name, emissionwave, excitationwave, color,
                    minimum, maximum, windowstart, windowend, isactive)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                position,
                channel.metadata.name,
                channel.metadata.emissionWavelengthNanometres,
                channel.metadata.excitationWavelengthNanometres,
                channel.metadata.color?.packed,
                channel.statistics?.min,
                channel.statistics?.max,
                channel.metadata.window?.lowerBound,
                channel.metadata.window?.upperBound,
                channel.metadata.isActive
            )
        }
    }
}
