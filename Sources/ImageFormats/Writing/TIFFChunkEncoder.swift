import Codecs
import Pixels

/// Cuts a page into strips or tiles and compresses each.
enum TIFFChunkEncoder {
    /// One strip or tile: where it lies in the page and which sample it holds.
    struct Chunk {
        let region: Region
        /// The edges it is filled up to; more than the region at the page's edge for tiles.
        let size: PixelSize
        /// Nil when all samples are in it.
        let sample: Int?
    }

    static func chunks(_ page: TIFFPage, _ encoding: TIFFEncoding) -> [Chunk] {
        let isPlanar = encoding.isPlanar && page.samplesPerPixel > 1
        let samples: [Int?] = isPlanar ? Array(0..<page.samplesPerPixel) : [nil]
        let size =
            encoding.tile ?? PixelSize(width: page.size.width, height: encoding.rowsPerStrip)
        var chunks: [Chunk] = []
        for sample in samples {
            for y in stride(from: 0, to: page.size.height, by: size.height) {
                for x in stride(from: 0, to: page.size.width, by: size.width) {
                    let width = min(size.width, page.size.width - x)
                    let height = min(size.height, page.size.height - y)
                    let filled =
                        encoding.tile ?? PixelSize(width: page.size.width, height: height)
                    let region = Region(x: x, y: y, width: width, height: height)
                    chunks.append(Chunk(region: region, size: filled, sample: sample))
                }
            }
        }
        return chunks
    }

    static func encode(
        _ chunk: Chunk,
        _ page: TIFFPage,
        _ encoding: TIFFEncoding
    ) throws(CodecError) -> [UInt8] {
        var bytes = samples(chunk, page)
        let samples = chunk.sample == nil ? page.samplesPerPixel : 1
        if encoding.hasPredictor {
            Predictor.applyHorizontal(
                &bytes,
                sampleBytes: page.pixelType.byteCount,
                samplesPerPixel: samples,
                samplesPerRow: chunk.size.width * samples
            )
        }
        if encoding.isBigEndian { SampleBytes.reverse(&bytes, width: page.pixelType.byteCount) }
        if page.pixelType == .bit { bytes = bits(bytes, width: chunk.size.width) }
        switch encoding.compression {
        case .none: return bytes
        case .lzw: return LZW.encode(bytes)
        case .deflate: return try Deflate.encode(bytes, level: encoding.deflateLevel)
        case .packBits: return PackBits.encode(bytes)
        case .jpeg:
            return try JPEG.encode(
                bytes,
                width: chunk.size.width,
                height: chunk.size.height,
                samplesPerPixel: samples,
                quality: encoding.jpegQuality
            )
        }
    }

    /// The samples of a chunk; what lies beyond the page is 0.
    private static func samples(_ chunk: Chunk, _ page: TIFFPage) -> [UInt8] {
        let sampleBytes = page.pixelType.byteCount
        let unit = chunk.sample == nil ? page.pixelBytes : sampleBytes
        var bytes = [UInt8](repeating: 0, count: chunk.size.width * chunk.size.height * unit)
        for sample in chunk.sample.map({ $0..<($0 + 1) }) ?? 0..<page.samplesPerPixel {
            let source = SampleRows(
                rowBytes: page.size.width * page.pixelBytes,
                pixelBytes: page.pixelBytes,
                sampleBytes: sampleBytes,
                firstByte: (chunk.region.y * page.size.width + chunk.region.x) * page.pixelBytes
                    + sample * sampleBytes
            )
            let target = SampleRows(
                rowBytes: chunk.size.width * unit,
                pixelBytes: unit,
                sampleBytes: sampleBytes,
                firstByte: chunk.sample == nil ? sample * sampleBytes : 0
            )
            source.copy(
                from: page.bytes,
                to: &bytes,
                as: target,
                width: chunk.region.width,
                height: chunk.region.height
            )
        }
        return bytes
    }

    /// Packs bytes 0 and 1 into bits, most significant first, rows filled up to whole bytes.
    private static func bits(_ bytes: [UInt8], width: Int) -> [UInt8] {
        let rowBytes = (width + 7) / 8
        var output = [UInt8](repeating: 0, count: bytes.count / width * rowBytes)
        for (index, bit) in bytes.enumerated() where bit != 0 {
            output[index / width * rowBytes + index % width / 8] |= 0x80 >> UInt8(index % width % 8)
        }
        return output
    }
}
