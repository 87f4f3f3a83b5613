/// The one protocol between formats and rendering: an opened image that lends its pixels.
///
/// One instance serves many threads: it reads at given offsets and keeps no position.
package protocol PixelSource: Sendable {
    var dimensions: Dimensions { get }
    var pixelType: PixelType { get }
    /// Bits that carry information; at most the width of the type.
    var significantBits: Int { get }
    /// One entry a channel.
    var channels: [ChannelMetadata] { get }
    var physicalSize: PhysicalSize { get }
    /// Size of each resolution level; the first is the full image, each next is smaller.
    var levels: [PixelSize] { get }
    /// Edge lengths in which this source reads best, by level.
    func tileSize(level: Int) -> PixelSize
    /// Rows that are read together at no more cost than one alone; bands of a plane are multiples.
    func rowsAtOnce(level: Int) -> Int
    /// Reads a rectangle of one plane; it must lie inside the level.
    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer
    /// A whole JPEG picture that the file holds for just this region, of three channels from
    /// `plane.c` on in red, green and blue; nil when there is none.
    func jpeg(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> [UInt8]?
    /// Three bytes a pixel, where the file holds three channels from `plane.c` on side by side; nil
    /// where it does not.
    func rgb(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> [UInt8]?
}

extension PixelSource {
    package func rowsAtOnce(level: Int) -> Int { tileSize(level: level).height }
    package func jpeg(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> [UInt8]? { nil }
    package func rgb(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> [UInt8]? { nil }
}

/// What a file says about one channel.
package struct ChannelMetadata: Hashable, Sendable {
    package var name: String?
    package var emissionWavelengthNanometres: Double?
    package var excitationWavelengthNanometres: Double?
    package var color: RGBAColor?
    /// The values between which the file wants the channel to be seen.
    package var window: ClosedRange<Double>?
    /// Whether the file wants the channel to be seen at all.
    package var isActive: Bool?

    package init(
        name: String? = nil,
        emissionWavelengthNanometres: Double? = nil,
        excitationWavelengthNanometres: Double? = nil,
        color: RGBAColor? = nil,
        window: ClosedRange<Double>? = nil,
        isActive: Bool? = nil
    ) {
        self.name = name
        self.emissionWavelengthNanometres = emissionWavelengthNanometres
        self.excitationWavelengthNanometres = excitationWavelengthNanometres
        self.color = color
        self.window = window
        self.isActive = isActive
    }
}

/// Edge lengths of a voxel in micrometres; nil where the file is silent.
package struct PhysicalSize: Hashable, Sendable {
    package var xMicrometres: Double?
    package var yMicrometres: Double?
    package var zMicrometres: Double?

    package init(
        xMicrometres: Double? = nil,
        yMicrometres: Double? = nil,
        zMicrometres: Double? = nil
    ) {
        self.xMicrometres = xMicrometres
        self.yMicrometres = yMicrometres
        self.zMicrometres = zMicrometres
    }
}

/// A colour with eight bits a component.
package struct RGBAColor: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    package var alpha: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }
}
