import Codecs
import Pixels

/// Reads a rectangle of one plane from the chunks that it touches.
struct ZarrPlaneReader {
    let chunks: ZarrChunkReader
    let axes: NGFFAxes
    let plane: PlaneIndex
    let type: PixelType

    private var array: ZarrArray { chunks.array }

    /// The region must lie inside the array, and the section among its sections.
    func samples(
        _ region: Region,
        section: Int
    ) throws(ImageFormatError) -> PixelBuffer.Samples {
        let position = axes.position(PlaneIndex(z: section, c: plane.c, t: plane.t))
        try requireWithinLimits(region)
        return switch type {
        case .bit, .uint8: .uint8(try numbers(region, position))
        case .int8: .int8(try numbers(region, position))
        case .uint16: .uint16(try numbers(region, position))
        case .int16: .int16(try numbers(region, position))
        case .uint32: .uint32(try numbers(region, position))
        case .int32: .int32(try numbers(region, position))
        case .float: .float(try numbers(region, position))
        case .double: .double(try numbers(region, position))
        }
    }

    /// Every chunk that is touched is decoded whole, once.
    private func requireWithinLimits(_ region: Region) throws(ImageFormatError) {
        let size = axes.planeSize(array.chunkShape)
        let columns = (region.x + region.width - 1) / size.width - region.x / size.width + 1
        let rows = (region.y + region.height - 1) / size.height - region.y / size.height + 1
        guard let count = ZarrArray.product([columns, rows]),
            count <= chunks.limits.zarrChunksPerRead
        else {
            let limit = "\(chunks.limits.zarrChunksPerRead) chunks a read"
            throw .beyondLimit(file: array.file, limit: limit)
        }
        let decoded = ZarrArray.product([count, array.chunkByteCount])
        let delivered = ZarrArray.product([region.width, region.height, array.type.byteCount])
        let limit = chunks.limits.decodedBytesPerRead
        guard let decoded, decoded <= limit, let delivered, delivered <= limit else {
            throw .beyondLimit(file: array.file, limit: "\(limit) decoded bytes a read")
        }
    }

    private func numbers<Number: BitwiseCopyable>(
        _ region: Region,
        _ position: [Int]
    ) throws(ImageFormatError) -> [Number] {
        let fill = SampleBytes.numbers(array.fill, as: Number.self)[0]
        var output = [Number](repeating: fill, count: region.width * region.height)
        let size = axes.planeSize(array.chunkShape)
        var index = zip(position, array.chunkShape).map { $0 / $1 }
        for row in (region.y / size.height)...((region.y + region.height - 1) / size.height) {
            for column in (region.x / size.width)...((region.x + region.width - 1) / size.width) {
                index[axes.y] = row
                index[axes.x] = column
                let part = part(of: region, size, row: row, column: column)
                try copy(part, ofChunk: index, region, position, to: &output)
            }
        }
        return output
    }

    /// What of a region lies in a chunk, in the coordinates of the plane.
    private func part(of region: Region, _ size: PixelSize, row: Int, column: Int) -> Region {
        let left = max(column * size.width, region.x)
        let top = max(row * size.height, region.y)
        return Region(
            x: left,
            y: top,
            width: min((column + 1) * size.width, region.x + region.width) - left,
            height: min((row + 1) * size.height, region.y + region.height) - top
        )
    }

    private func copy<Number: BitwiseCopyable>(
        _ part: Region,
        ofChunk index: [Int],
        _ region: Region,
        _ position: [Int],
        to output: inout [Number]
    ) throws(ImageFormatError) {
        let sampleBytes = array.type.byteCount
        var source = rows(of: part, position, array.codec.strides(array.chunkShape))
        let last =
            source.firstByte + (part.height - 1) * source.rowBytes
            + (part.width - 1) * source.pixelBytes
        let wanted = source.firstByte..<(last + sampleBytes)
        guard let samples = try chunks.samples(index, wanted) else { return }
        source.firstByte -= samples.firstByte
        let target = SampleRows(
            rowBytes: region.width * sampleBytes,
            pixelBytes: sampleBytes,
            sampleBytes: sampleBytes,
            firstByte: ((part.y - region.y) * region.width + part.x - region.x) * sampleBytes
        )
        source.copy(
            from: samples.bytes,
            to: &output,
            as: target,
            width: part.width,
            height: part.height
        )
    }

    /// How the samples of a part lie in its chunk.
    private func rows(of part: Region, _ position: [Int], _ strides: [Int]) -> SampleRows {
        let sampleBytes = array.type.byteCount
        let size = axes.planeSize(array.chunkShape)
        var first = part.x % size.width * strides[axes.x] + part.y % size.height * strides[axes.y]
        for axis in axes.outOfPlane {
            first += position[axis] % array.chunkShape[axis] * strides[axis]
        }
        return SampleRows(
            rowBytes: strides[axes.y] * sampleBytes,
            pixelBytes: strides[axes.x] * sampleBytes,
            sampleBytes: sampleBytes,
            firstByte: first * sampleBytes
        )
    }
}
