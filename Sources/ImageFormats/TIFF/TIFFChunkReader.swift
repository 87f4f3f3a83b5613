import Codecs
import Pixels

/// Reads the strips or tiles of one directory as samples in the machine's byte order.
struct TIFFChunkReader {
    /// Rows of a chunk, whole rows of interleaved samples; `firstRow` counts inside the chunk.
    struct Rows {
        let bytes: [UInt8]
        let firstRow: Int
    }

    let input: TIFFInput
    let layout: TIFFLayout
    /// Added to every offset: where a plane lies behind the one that the directory describes.
    let offsetShift: Int

    /// Bytes of a chunk's row as they lie in the file, and when decoded.
    private var encodedRowBytes: Int {
        layout.pixelType == .bit ? (layout.chunkSize.width + 7) / 8 : rowBytes
    }
    var rowBytes: Int { layout.chunkSize.width * pixelBytes }
    var pixelBytes: Int { layout.samplesPerChunkPixel * layout.pixelType.byteCount }

    /// Rows that a chunk has: the last strip ends with the image, the last tile does not.
    func rowCount(ofChunk index: Int) -> Int {
        guard !layout.isTiled else { return layout.chunkSize.height }
        let row = index % layout.chunksDown * layout.chunkSize.height
        return min(layout.chunkSize.height, layout.size.height - row)
    }

    /// Reads only the rows asked for where the samples are not compressed, else the whole chunk.
    func rows(_ wanted: Range<Int>, ofChunk index: Int) throws(ImageFormatError) -> Rows {
        let place = try place(ofChunk: index)
        guard layout.compression == .none else {
            return Rows(bytes: try decodedChunk(index, place), firstRow: 0)
        }
        let start = place.offset + wanted.lowerBound * encodedRowBytes
        let bytes = try input.bytes(
            at: start,
            count: wanted.count * encodedRowBytes,
            expecting: "\(wanted.count) rows of samples"
        )
        return Rows(bytes: finished(bytes, rowCount: wanted.count), firstRow: wanted.lowerBound)
    }

    /// Where a chunk lies, with at least the bytes that its samples need when nothing is compressed.
    func place(
        ofChunk index: Int
    ) throws(ImageFormatError) -> (offset: Int, byteCount: Int) {
        guard let place = try layout.place(ofChunk: index) else {
            let kind = layout.isTiled ? "tile" : "strip"
            throw input.malformed(at: layout.directory.offset, "the place of \(kind) \(index)")
        }
        let needed = rowCount(ofChunk: index) * encodedRowBytes
        // A few old writers leave the byte counts out, which is harmless without compression.
        let count = place.byteCount ?? (layout.compression == .none ? needed : 0)
        guard count > 0, layout.compression != .none || count >= needed || count == 0 else {
            throw input.malformed(at: place.offset, "\(needed) bytes of samples, not \(count)")
        }
        let (offset, overflow) = place.offset.addingReportingOverflow(offsetShift)
        guard !overflow, offset <= input.sizeBytes else {
            throw input.malformed(at: layout.directory.offset, "samples inside the file")
        }
        return (offset, count)
    }

    private func decodedChunk(
        _ index: Int,
        _ place: (offset: Int, byteCount: Int)
    ) throws(ImageFormatError) -> [UInt8] {
        let encoded = try encodedChunk(place)
        let rowCount = rowCount(ofChunk: index)
        do throws(CodecError) {
            let decoded = try decompress(encoded, rowCount)
            return finished(decoded, rowCount: rowCount)
        } catch {
            throw ImageFormatError(error, input.path, at: place.offset)
        }
    }

    /// A strip or tile as it lies in the file.
    func encodedChunk(
        _ place: (offset: Int, byteCount: Int)
    ) throws(ImageFormatError) -> [UInt8] {
        guard place.byteCount <= input.limits.encodedChunkBytes else {
            let limit = "\(input.limits.encodedChunkBytes) bytes of one strip or tile"
            throw .beyondLimit(file: input.path, limit: limit)
        }
        return try input.bytes(
            at: place.offset,
            count: place.byteCount,
            expecting: "\(place.byteCount) bytes of a strip or tile"
        )
    }

    private func decompress(
        _ bytes: [UInt8],
        _ rowCount: Int
    ) throws(CodecError) -> [UInt8] {
        let count = rowCount * encodedRowBytes
        let decoded: [UInt8]
        switch layout.compression {
        case .none: decoded = bytes
        case .lzw: decoded = try LZW.decode(bytes, countMax: count)
        case .deflate: decoded = try Deflate.decode(bytes, countMax: count)
        case .packBits: decoded = PackBits.decode(bytes, countMax: count)
        case .zstandard: decoded = try Zstandard.decode(bytes, countMax: count)
        case .lzma: decoded = try LZMA.decode(bytes, countMax: count)
        case .jpeg: decoded = try decompressJPEG(bytes, rowCount)
        case .jpeg2000, .jpeg2000YCbCr: decoded = try decompressJPEG2000(bytes, rowCount)
        }
        guard decoded.count == count else {
            let reason = "\(decoded.count) bytes of samples instead of \(count)"
            throw .malformed(codec: "\(layout.compression)", reason: reason)
        }
        return decoded
    }

    /// Turns samples as the file has them into the machine's order, without predictor.
    private func finished(_ encoded: [UInt8], rowCount: Int) -> [UInt8] {
        if layout.pixelType == .bit {
            return SampleBytes.expandBits(
                encoded,
                width: layout.chunkSize.width,
                rows: rowCount
            )
        }
        var bytes = encoded
        let width = layout.pixelType.byteCount
        // The floating point predictor has an order of its own.
        if needsReversal && layout.predictor != 3 {
            SampleBytes.reverse(&bytes, width: width)
        }
        undoPredictor(&bytes, width)
        return bytes
    }

    /// Codecs of pictures deliver samples in the machine's byte order, all others in the file's.
    private var needsReversal: Bool {
        input.isBigEndian != (1.bigEndian == 1) && !layout.compression.isPicture
    }

    private func undoPredictor(_ bytes: inout [UInt8], _ width: Int) {
        let samples = layout.samplesPerChunkPixel
        switch layout.predictor {
        case 2:
            Predictor.undoHorizontal(
                &bytes,
                sampleBytes: width,
                samplesPerPixel: samples,
                samplesPerRow: layout.chunkSize.width * samples
            )
        case 3:
            Predictor.undoFloatingPoint(
                &bytes,
                sampleBytes: width,
                samplesPerPixel: samples,
                samplesPerRow: layout.chunkSize.width * samples
            )
        default: return
        }
    }
}

extension ImageFormatError {
    /// What a codec found, with the file and the place it was found in.
    init(_ error: CodecError, _ file: String, at offset: Int) {
        switch error {
        case .malformed(let codec, let reason):
            self = .malformed(file: file, offset: offset, expected: "\(codec) data, not: \(reason)")
        case .beyondLimit(let codec, let limit):
            self = .beyondLimit(file: file, limit: "\(limit) of \(codec) data")
        case .unsupported(let codec, let feature):
            self = .unsupported(file: file, feature: "\(feature) in \(codec) data")
        }
    }
}
