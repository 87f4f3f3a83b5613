import Pixels

/// How the pixels of one directory lie in the file: the sample type and the strips or tiles.
struct TIFFLayout: Sendable {
    let size: PixelSize
    let pixelType: PixelType
    let samplesPerPixel: Int
    /// Samples that are served as channels: the first three of RGB, all but alpha of others.
    let channelCount: Int
    let photometric: TIFFPhotometric
    let compression: TIFFCompression
    let predictor: Int
    /// Whether each sample has strips or tiles of its own.
    let isPlanar: Bool
    let isTiled: Bool
    /// A tile, or the full width by the rows of a strip.
    let chunkSize: PixelSize
    let directory: TIFFDirectory

    var chunksAcross: Int { (size.width + chunkSize.width - 1) / chunkSize.width }
    var chunksDown: Int { (size.height + chunkSize.height - 1) / chunkSize.height }
    var samplesPerChunkPixel: Int { isPlanar ? 1 : samplesPerPixel }

    /// Whether planes of both belong to one image.
    func hasSamples(like other: TIFFLayout) -> Bool {
        pixelType == other.pixelType && channelCount == other.channelCount
    }

    init(_ input: TIFFInput, _ directory: TIFFDirectory) throws(ImageFormatError) {
        let fields = TIFFLayoutFields(input, directory)
        self.directory = directory
        size = PixelSize(
            width: try fields.edge(TIFFTag.imageWidth, "ImageWidth"),
            height: try fields.edge(TIFFTag.imageLength, "ImageLength")
        )
        samplesPerPixel = try fields.samplesPerPixel()
        compression = try fields.compression()
        photometric = try fields.photometric(samplesPerPixel, compression)
        pixelType = try fields.pixelType(samplesPerPixel)
        channelCount = try fields.channelCount(samplesPerPixel, photometric)
        predictor = try fields.predictor(pixelType, compression)
        isPlanar = try fields.isPlanar() && samplesPerPixel > 1
        isTiled = directory.contains(TIFFTag.tileWidth)
        chunkSize = try isTiled ? fields.tileSize() : fields.stripSize(size)
        if pixelType == .bit && samplesPerPixel > 1 {
            throw .unsupported(file: input.path, feature: "several 1-bit samples a pixel")
        }
    }

    /// Where a strip or tile lies; nil when the directory does not name it.
    func place(ofChunk index: Int) throws(ImageFormatError) -> (offset: Int, byteCount: Int?)? {
        let offsets = isTiled ? TIFFTag.tileOffsets : TIFFTag.stripOffsets
        let counts = isTiled ? TIFFTag.tileByteCounts : TIFFTag.stripByteCounts
        guard let offset = try directory.integer(offsets, at: index) else { return nil }
        return (offset, try directory.integer(counts, at: index))
    }
}

enum TIFFPhotometric: Sendable {
    case minIsWhite
    case minIsBlack
    case rgb
    /// The index into the palette is served as the pixel, as OMERO does.
    case palette
    /// Only with JPEG and JPEG 2000, where decoding turns it to RGB.
    case yCbCr
}

enum TIFFCompression: Sendable {
    case none
    case lzw
    case jpeg
    case deflate
    case packBits
    case zstandard
    case lzma
    case jpeg2000
    /// Luma and chroma whatever the photometric interpretation says, as Aperio writes it.
    case jpeg2000YCbCr

    /// Whether the Predictor field counts for it, as it does in libtiff.
    var hasPredictor: Bool {
        switch self {
        case .lzw, .deflate, .zstandard, .lzma: true
        case .none, .jpeg, .packBits, .jpeg2000, .jpeg2000YCbCr: false
        }
    }

    var isPicture: Bool {
        switch self {
        case .jpeg, .jpeg2000, .jpeg2000YCbCr: true
        case .none, .lzw, .deflate, .packBits, .zstandard, .lzma: false
        }
    }
}
