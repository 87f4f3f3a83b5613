import Pixels

/// Physical pixel sizes from the resolution fields.
enum TIFFResolution {
    /// Coarser than a thousand dots an inch is a screen or a printer, not a microscope.
    private static let pixelMaxMicrometres = 25.4

    /// Only with centimetres: in inches the fields mostly hold what a screen or printer has.
    static func physicalSize(_ directory: TIFFDirectory) throws(ImageFormatError) -> PhysicalSize {
        guard try directory.integer(TIFFTag.resolutionUnit) == 3 else { return PhysicalSize() }
        func plausible(_ tag: UInt16) throws(ImageFormatError) -> Double? {
            let size = try size(directory, tag, unitMicrometres: 10_000)
            return size.flatMap { $0 < pixelMaxMicrometres ? $0 : nil }
        }
        return PhysicalSize(
            xMicrometres: try plausible(TIFFTag.xResolution),
            yMicrometres: try plausible(TIFFTag.yResolution)
        )
    }

    /// The resolution is in pixels per unit.
    static func size(
        _ directory: TIFFDirectory,
        _ tag: UInt16,
        unitMicrometres: Double
    ) throws(ImageFormatError) -> Double? {
        guard let resolution = try directory.rational(tag), resolution > 0 else { return nil }
        return unitMicrometres / resolution
    }
}
