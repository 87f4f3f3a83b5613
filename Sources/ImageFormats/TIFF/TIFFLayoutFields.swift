import Pixels

/// Reads the fields of a layout and refuses what no reader of ours can do, by name.
struct TIFFLayoutFields {
    private let input: TIFFInput
    private let directory: TIFFDirectory

    init(_ input: TIFFInput, _ directory: TIFFDirectory) {
        self.input = input
        self.directory = directory
    }

    private func unsupported(_ feature: String) -> ImageFormatError {
        .unsupported(file: input.path, feature: feature)
    }

    func edge(_ tag: UInt16, _ name: String) throws(ImageFormatError) -> Int {
        guard let edge = try directory.integer(tag), edge > 0 else {
            throw input.malformed(at: directory.offset, name)
        }
        guard edge <= input.limits.edgePixels else {
            throw .beyondLimit(
                file: input.path,
                limit: "\(input.limits.edgePixels) pixels of \(name)"
            )
        }
        return edge
    }

    func samplesPerPixel() throws(ImageFormatError) -> Int {
        let count = try directory.integer(TIFFTag.samplesPerPixel) ?? 1
        guard count > 0 else { throw input.malformed(at: directory.offset, "SamplesPerPixel") }
        guard count <= input.limits.samplesPerPixel else {
            let limit = "\(input.limits.samplesPerPixel) samples per pixel"
            throw .beyondLimit(file: input.path, limit: limit)
        }
        return count
    }

    func compression() throws(ImageFormatError) -> TIFFCompression {
        switch try directory.integer(TIFFTag.compression) ?? 1 {
        case 1: return .none
        case 5: return .lzw
        case 7: return .jpeg
        case 8, 32946: return .deflate
        case 32773: return .packBits
        case 34926, 50000: return .zstandard
        case 34925: return .lzma
        case 33003: return .jpeg2000YCbCr
        case 33005, 34712: return .jpeg2000
        case let code: throw unsupported("compression \(Self.compressionName(code))")
        }
    }

    private static func compressionName(_ code: Int) -> String {
        switch code {
        case 2: "CCITT"
        case 3: "CCITT Group 3"
        case 4: "CCITT Group 4"
        case 6: "old-style JPEG"
        case 34676, 34677: "LogLuv"
        case 50001, 34927: "WebP"
        case 50002, 52546: "JPEG XL"
        default: "\(code)"
        }
    }

    func photometric(
        _ samplesPerPixel: Int,
        _ compression: TIFFCompression
    ) throws(ImageFormatError) -> TIFFPhotometric {
        let code = try directory.integer(TIFFTag.photometricInterpretation)
        switch code ?? (samplesPerPixel >= 3 ? 2 : 1) {
        case 0: return .minIsWhite
        case 1, 32803: return .minIsBlack
        case 2 where samplesPerPixel >= 3: return .rgb
        case 2: return .minIsBlack
        case 3: return .palette
        case 6 where compression.isPicture: return .yCbCr
        case 4: throw unsupported("photometric interpretation transparency mask")
        case 5: throw unsupported("photometric interpretation CMYK")
        case 6: throw unsupported("photometric interpretation YCbCr without JPEG")
        case 8, 9, 10: throw unsupported("photometric interpretation CIE L*a*b*")
        case let code: throw unsupported("photometric interpretation \(code)")
        }
    }

    /// All samples must have the same width and format.
    func pixelType(_ samplesPerPixel: Int) throws(ImageFormatError) -> PixelType {
        let widths = try directory.integers(TIFFTag.bitsPerSample, countMax: samplesPerPixel)
        let formats = try directory.integers(TIFFTag.sampleFormat, countMax: samplesPerPixel)
        guard Set(widths).count <= 1, Set(formats).count <= 1 else {
            throw unsupported("samples of different types")
        }
        switch (widths.first ?? 1, formats.first ?? 1) {
        case (1, 1):
            try requireFillOrder()
            return .bit
        // Format 4 is "undefined"; writers mean unsigned.
        case (8, 1), (8, 4): return .uint8
        case (16, 1), (16, 4): return .uint16
        case (32, 1), (32, 4): return .uint32
        case (8, 2): return .int8
        case (16, 2): return .int16
        case (32, 2): return .int32
        case (32, 3): return .float
        case (64, 3): return .double
        case (let width, let format):
            throw unsupported("\(width) bits per sample in sample format \(format)")
        }
    }

    private func requireFillOrder() throws(ImageFormatError) {
        if try directory.integer(TIFFTag.fillOrder) ?? 1 != 1 { throw unsupported("FillOrder 2") }
    }

    func channelCount(
        _ samplesPerPixel: Int,
        _ photometric: TIFFPhotometric
    ) throws(ImageFormatError) -> Int {
        switch photometric {
        case .rgb, .yCbCr: return min(samplesPerPixel, 3)
        case .minIsWhite, .minIsBlack, .palette:
            let extra = try directory.integers(TIFFTag.extraSamples, countMax: samplesPerPixel)
            // 1 and 2 are alpha, with and without premultiplication; others carry data.
            return max(1, samplesPerPixel - extra.count { $0 == 1 || $0 == 2 })
        }
    }

    func predictor(
        _ type: PixelType,
        _ compression: TIFFCompression
    ) throws(ImageFormatError) -> Int {
        // Only these compressions have one; elsewhere the field means nothing.
        guard compression.hasPredictor else { return 1 }
        let predictor = try directory.integer(TIFFTag.predictor) ?? 1
        switch predictor {
        case 1: return 1
        case 2 where type != .bit: return 2
        case 3 where type.isFloatingPoint: return 3
        default: throw unsupported("predictor \(predictor) for \(type.rawValue)")
        }
    }

    func isPlanar() throws(ImageFormatError) -> Bool {
        switch try directory.integer(TIFFTag.planarConfiguration) ?? 1 {
        case 1: return false
        case 2: return true
        default: throw input.malformed(at: directory.offset, "PlanarConfiguration 1 or 2")
        }
    }

    func tileSize() throws(ImageFormatError) -> PixelSize {
        PixelSize(
            width: try edge(TIFFTag.tileWidth, "TileWidth"),
            height: try edge(TIFFTag.tileLength, "TileLength")
        )
    }

    /// Without RowsPerStrip the image is one strip.
    func stripSize(_ size: PixelSize) throws(ImageFormatError) -> PixelSize {
        let rows = try directory.integer(TIFFTag.rowsPerStrip) ?? size.height
        guard rows > 0 else { throw input.malformed(at: directory.offset, "RowsPerStrip") }
        return PixelSize(width: size.width, height: min(rows, size.height))
    }
}
