package import Pixels
package import Rendering

/// What the catalogue knows about one image.
package struct ImageRecord: Sendable, Equatable {
    package var id: Int
    package var name: String
    package var description: String
    package var ownerID: Int
    package var groupID: Int
    package var filesetID: Int
    /// The file, or folder, that opens the fileset.
    package var path: String
    /// The image's place among those of its fileset, from 0.
    package var series: Int
    /// Which states of which files the image was read from: 32 hexadecimal digits that change with
    /// any of the files, fit for cache keys and entity tags.
    package var version: String
    /// Why the file cannot be read any more; nil when nothing is known against it.
    package var failure: String?
    package var pixels: PixelsRecord
    /// Seconds since 1970 when the image was taken; nil where the file is silent.
    package var acquisitionSeconds: Double?
    package var importedSeconds: Int
    /// When the state of the files that `version` names was recorded.
    package var recordedSeconds: Int
    /// The first of the datasets that hold the image.
    package var dataset: ContainerReference?
    /// Whether it is a field of a plate's well.
    package var isInWell = false
    /// Nil but in what `ImageRecords` hands out.
    package var place: ImagePlace?
}

/// What the catalogue keeps of an image's pixels, so that most questions need no opened file.
package struct PixelsRecord: Sendable, Equatable {
    /// The format's name, as `ImageFormats` gives it.
    package var format: String
    package var dimensions: Dimensions
    package var pixelType: PixelType
    package var significantBits: Int
    package var physicalSize: PhysicalSize
    package var nominalMagnification: Double?
    package var tileSize: PixelSize
    /// Size of each resolution level, the full image first.
    package var levels: [PixelSize]
    /// One entry a channel.
    package var channels: [ChannelRecord]

    package init(
        format: String,
        dimensions: Dimensions,
        pixelType: PixelType,
        significantBits: Int,
        physicalSize: PhysicalSize = PhysicalSize(),
        nominalMagnification: Double? = nil,
        tileSize: PixelSize,
        levels: [PixelSize],
        channels: [ChannelRecord]
    ) {
        self.format = format
        self.dimensions = dimensions
        self.pixelType = pixelType
        self.significantBits = significantBits
        self.physicalSize = physicalSize
        self.nominalMagnification = nominalMagnification
        self.tileSize = tileSize
        self.levels = levels
        self.channels = channels
    }
}

/// One channel: what the file says, and the values measured at import.
package struct ChannelRecord: Sendable, Equatable {
    package var metadata: ChannelMetadata
    /// Nil when there was nothing to measure.
    package var statistics: PixelStatistics?

    package init(metadata: ChannelMetadata, statistics: PixelStatistics?) {
        self.metadata = metadata
        self.statistics = statistics
    }
}

extension ImageRecord {
    package var dimensions: Dimensions { pixels.dimensions }
    package var channels: [ChannelRecord] { pixels.channels }
    package var levels: [PixelSize] { pixels.levels }
    package var format: String { pixels.format }
}
