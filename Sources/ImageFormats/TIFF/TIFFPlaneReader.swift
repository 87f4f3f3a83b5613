import Codecs
import Pixels

/// Reads a rectangle of one sample of one directory, from the strips or tiles it touches.
struct TIFFPlaneReader {
    let input: TIFFInput
    let layout: TIFFLayout
    let offsetShift: Int
    let cache: ChunkCache
    /// The number of the file among those of the image, for the cache.
    let fileIndex: Int

    var chunks: TIFFChunkReader {
        TIFFChunkReader(input: input, layout: layout, offsetShift: offsetShift)
    }

    /// The region must lie inside the layout's size.
    func read(_ region: Region, sample: Int) throws(ImageFormatError) -> PixelBuffer {
        try requireWithinLimits(region)
        if let buffer = try readDirectly(region, sample: sample) { return buffer }
        let sampleBytes = layout.pixelType.byteCount
        let part = PixelPart(
            plane: layout.isPlanar ? sample : 0,
            firstByte: layout.isPlanar ? 0 : sample * sampleBytes,
            byteCount: sampleBytes
        )
        var output = try bytes(part, of: region)
        if layout.photometric == .minIsWhite { invert(&output) }
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: PixelBuffer.Samples(output, layout.pixelType)
        )
    }

    /// All three samples of each pixel; nil when they lie apart, or are no bytes of RGB.
    func rgb(_ region: Region) throws(ImageFormatError) -> [UInt8]? {
        guard layout.pixelType == .uint8, layout.samplesPerChunkPixel == 3,
            layout.channelCount == 3, layout.photometric != .minIsWhite
        else { return nil }
        try requireWithinLimits(region)
        return try bytes(PixelPart(plane: 0, firstByte: 0, byteCount: 3), of: region)
    }

    /// What of each pixel is read: some of its bytes, in the strips or tiles of one plane.
    private struct PixelPart {
        let plane: Int
        let firstByte: Int
        let byteCount: Int
    }

    private func bytes(
        _ part: PixelPart,
        of region: Region
    ) throws(ImageFormatError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: region.width * region.height * part.byteCount)
        let size = layout.chunkSize
        for row in (region.y / size.height)...((region.y + region.height - 1) / size.height) {
            for column in (region.x / size.width)...((region.x + region.width - 1) / size.width) {
                try copyChunk(row, column, of: region, part, to: &output)
            }
        }
        return output
    }

    private func requireWithinLimits(_ region: Region) throws(ImageFormatError) {
        let size = layout.chunkSize
        let columns = (region.x + region.width - 1) / size.width - region.x / size.width + 1
        let rows = (region.y + region.height - 1) / size.height - region.y / size.height + 1
        let chunkBytes = chunks.rowBytes * size.height
        let isWhole = layout.compression != .none
        if isWhole && chunkBytes > input.limits.decodedChunkBytes {
            let limit = "\(input.limits.decodedChunkBytes) decoded bytes of one strip or tile"
            throw .beyondLimit(file: input.path, limit: limit)
        }
        let rowBytes = columns * chunks.rowBytes
        let bytes = rowBytes.multipliedReportingOverflow(
            by: isWhole ? rows * size.height : region.height
        )
        guard !bytes.overflow, bytes.partialValue <= input.limits.decodedBytesPerRead else {
            let limit = "\(input.limits.decodedBytesPerRead) decoded bytes a read"
            throw .beyondLimit(file: input.path, limit: limit)
        }
    }

    private func copyChunk(
        _ row: Int,
        _ column: Int,
        of region: Region,
        _ part: PixelPart,
        to output: inout [UInt8]
    ) throws(ImageFormatError) {
        let size = layout.chunkSize
        let (left, top) = (column * size.width, row * size.height)
        let columns = max(left, region.x)..<min(left + size.width, region.x + region.width)
        let rows = max(top, region.y)..<min(top + size.height, region.y + region.height)
        let plane = part.plane * layout.chunksAcross * layout.chunksDown
        let index = plane + row * layout.chunksAcross + column
        let wanted = (rows.lowerBound - top)..<(rows.upperBound - top)
        let read = try keptRows(wanted, ofChunk: index)
        let source = SampleRows(
            rowBytes: chunks.rowBytes,
            pixelBytes: chunks.pixelBytes,
            sampleBytes: part.byteCount,
            firstByte: (wanted.lowerBound - read.firstRow) * chunks.rowBytes
                + (columns.lowerBound - left) * chunks.pixelBytes + part.firstByte
        )
        let target = SampleRows(
            rowBytes: region.width * part.byteCount,
            pixelBytes: part.byteCount,
            sampleBytes: part.byteCount,
            firstByte: ((rows.lowerBound - region.y) * region.width
                + columns.lowerBound - region.x) * part.byteCount
        )
        source.copy(
            from: read.bytes,
            to: &output,
            as: target,
            width: columns.count,
            height: rows.count
        )
    }

    /// Decoded chunks are kept; uncompressed rows are not, the kernel keeps them.
    private func keptRows(
        _ wanted: Range<Int>,
        ofChunk index: Int
    ) throws(ImageFormatError) -> TIFFChunkReader.Rows {
        guard layout.compression != .none else {
            return try chunks.rows(wanted, ofChunk: index)
        }
        let key = ChunkCache.Key(file: fileIndex, directory: layout.directory.offset, chunk: index)
        if let bytes = cache.bytes(key) { return TIFFChunkReader.Rows(bytes: bytes, firstRow: 0) }
        let rows = try chunks.rows(wanted, ofChunk: index)
        cache.keep(rows.bytes, key)
        return rows
    }

    /// Where 0 is white, dark is the large number; served is brightness, as Bio-Formats does.
    private func invert(_ bytes: inout [UInt8]) {
        switch layout.pixelType {
        case .bit: SampleBytes.invert(&bytes, mask: 1)
        case .uint8, .uint16, .uint32: SampleBytes.invert(&bytes)
        case .int8, .int16, .int32, .float, .double: return
        }
    }
}

extension PixelBuffer.Samples {
    /// Bytes in the machine's order as samples of a type.
    init(_ bytes: [UInt8], _ type: PixelType) {
        self =
            switch type {
            case .bit, .uint8: .uint8(bytes)
            case .int8: .int8(SampleBytes.numbers(bytes, as: Int8.self))
            case .uint16: .uint16(SampleBytes.numbers(bytes, as: UInt16.self))
            case .int16: .int16(SampleBytes.numbers(bytes, as: Int16.self))
            case .uint32: .uint32(SampleBytes.numbers(bytes, as: UInt32.self))
            case .int32: .int32(SampleBytes.numbers(bytes, as: Int32.self))
            case .float: .float(SampleBytes.numbers(bytes, as: Float.self))
            case .double: .double(SampleBytes.numbers(bytes, as: Double.self))
            }
    }
}
