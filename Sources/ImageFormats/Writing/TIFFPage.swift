package import Pixels

/// One directory to be written: its samples, and the lower resolutions behind it.
package struct TIFFPage: Sendable {
    package let size: PixelSize
    package let pixelType: PixelType
    package let samplesPerPixel: Int
    /// Rows of interleaved samples in the machine's byte order.
    package let bytes: [UInt8]
    package var description: String?
    package var levels: [TIFFPage] = []

    package init(
        size: PixelSize,
        pixelType: PixelType,
        samplesPerPixel: Int = 1,
        bytes: [UInt8],
        description: String? = nil
    ) {
        precondition(
            bytes.count == size.width * size.height * samplesPerPixel * pixelType.byteCount
        )
        self.size = size
        self.pixelType = pixelType
        self.samplesPerPixel = samplesPerPixel
        self.bytes = bytes
        self.description = description
    }

    var pixelBytes: Int { samplesPerPixel * pixelType.byteCount }
}

/// How the samples of a TIFF file are laid out and compressed.
package struct TIFFEncoding: Sendable {
    package enum Compression: Int, Sendable, CaseIterable {
        case none = 1
        case lzw = 5
        case jpeg = 7
        case deflate = 8
        case packBits = 32773
    }

    package var compression = Compression.none
    /// Differences of neighbours; only with LZW and Deflate.
    package var hasPredictor = false
    /// Edges of the tiles; nil for strips.
    package var tile: PixelSize?
    package var rowsPerStrip = 64
    /// Each sample in strips or tiles of its own.
    package var isPlanar = false
    package var isBigEndian = false
    package var isBigTIFF = false
    /// From 1 to 9, and 1 to 100.
    package var deflateLevel = 6
    package var jpegQuality = 90

    package init() {}
}
