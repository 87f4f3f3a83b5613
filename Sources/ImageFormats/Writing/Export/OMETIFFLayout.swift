package import Pixels

/// Where everything lies in an exported OME-TIFF file, from what is known of the image without its
/// pixels.
///
/// First come the header and the OME-XML, then all directories, then the samples, plane by plane.
package struct OMETIFFLayout: Sendable {
    let header: [UInt8]
    let directories: ExportedDirectories
    let levels: [ExportedLevel]
    let dimensions: Dimensions
    /// Samples of one plane, with its lower resolutions.
    let planeBytes: Int
    /// Where the samples begin.
    let dataStart: Int
    package let byteCount: Int

    /// - Parameters:
    ///   - text: what is said of the image; a bit is written as a byte.
    ///   - levels: the size of each resolution that the source has, the full image first.
    ///   - tileSize: in which edges the source reads best.
    package init(_ text: OMEImageText, levels: [PixelSize], tileSize: PixelSize) {
        var text = text
        text.pixelType = text.pixelType.written
        text.samplesPerPixel = 1
        let type = text.pixelType
        self.levels = ExportedPyramid.levels(of: levels).map {
            ExportedLevel($0, tileOfSource: tileSize, type)
        }
        dimensions = text.dimensions
        let planes = dimensions.z * dimensions.c * dimensions.t
        let description = Array(OMEXMLText.document([text]).utf8) + [0]
        planeBytes = self.levels.reduce(0) { $0 + $1.byteCount }
        let most = planeBytes + ExportedDirectories.bytesMax(self.levels)
        let isBig = planes * most + description.count > Int(UInt32.max) - 4096
        directories = ExportedDirectories(
            self.levels,
            type,
            planeCount: planes,
            descriptionBytes: description.count,
            isBig: isBig
        )
        header = directories.header + description
        dataStart = directories.end
        byteCount = dataStart + planes * planeBytes
    }
}
