import Pixels

/// Physical pixel sizes from the resolution fields.
enum TIFFResolution {
    /// Only with centimetres: in inches the fields mostly hold what a screen or printer has.
    static func physicalSize(_ directory: TIFFDirectory) throws(ImageFormatError) -> PhysicalSize {
        guard try directory.integer(TIFFTag.resolutionUnit) == 3 else { return PhysicalSize() }
        return PhysicalSize(
            xMicrometres: try size(directory, TIFFTag.xResolution, unitMicrometres: 10_000),
            yMicrometres: try size(directory, TIFFTag.yResolution, unitMicrometres: 10_000)
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
