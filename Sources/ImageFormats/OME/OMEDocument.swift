import Pixels

/// The part of an OME-XML document that says how planes make images.
struct OMEDocument: Sendable {
    /// OME/@UUID: the name of this very file among those of a set.
    var uuid: String?
    /// BinaryOnly/@MetadataFile: the file that has the document of which this is a stub.
    var metadataFile: String?
    var images: [OMEImage] = []
    /// NominalMagnification by Objective/@ID.
    var magnifications: [String: Double] = [:]
    var plates = OMEPlates()
    /// Regions of interest and annotations.
    var marks = FileMarks()
}

struct OMEImage: Sendable {
    var id: String?
    var name: String?
    var description: String?
    var acquisitionSeconds: Double?
    var objectiveID: String?
    /// Sizes that the image itself has in the schema of 2003.
    var physicalSize = PhysicalSize()
    /// Channels that come before the pixels, as they do until 2008.
    var earlyChannels: [OMEChannel] = []
    var pixels: OMEPixels?
}

struct OMEPixels: Sendable {
    var dimensionOrder: String
    var sizeC: Int
    var sizeZ: Int
    var sizeT: Int
    var significantBits: Int?
    var physicalSize: PhysicalSize
    var channels: [OMEChannel] = []
    var tiffData: [OMETiffData] = []
    var times: OMEPlaneTimes
    var hasBinData = false
    var isMetadataOnly = false
}

struct OMEChannel: Sendable {
    var metadata: ChannelMetadata
    var samplesPerPixel: Int
}

/// One TiffData element: planes from one place on, in the order of dimensions.
struct OMETiffData: Sendable {
    var firstZ: Int
    var firstC: Int
    var firstT: Int
    var directory: Int?
    var planeCount: Int?
    var fileName: String?
    var uuid: String?
}
