/// Reads an array of one or two dimensions by its rows; the chunks of the last ones are kept, so that
/// rows in their order cost each chunk once.
final class ZarrRowReader {
    private let chunks: ZarrChunkReader
    private let strides: [Int]
    private let fill: ZarrChunkValues
    private var kept: (chunkRow: Int, values: [ZarrChunkValues?])?

    init(
        _ hierarchy: ZarrHierarchy,
        _ key: String,
        dimensions: Int
    ) throws(ImageFormatError) {
        let array = try hierarchy.array(key)
        guard array.shape.count == dimensions else {
            let expected = "an array of \(dimensions) dimensions"
            throw .malformed(file: array.file, offset: 0, expected: expected)
        }
        chunks = ZarrChunkReader(
            store: hierarchy.store,
            array: array,
            limits: hierarchy.limits,
            cache: ChunkCache(),
            image: 0,
            level: 0
        )
        strides = array.codec.strides(array.chunkShape)
        fill = ZarrChunkValues(array.fill, array.type)
        let rowBytes = ZarrArray.product(array.chunkCounts.dropFirst() + [array.chunkByteCount])
        let limit = hierarchy.limits.decodedChunkBytes
        guard let rowBytes, rowBytes <= limit else {
            throw .beyondLimit(file: array.file, limit: "\(limit) bytes in a row of chunks")
        }
    }

    var array: ZarrArray { chunks.array }
    var rowCount: Int { array.shape[0] }
    /// 1 for an array of one dimension.
    var columnCount: Int { array.shape.count == 1 ? 1 : array.shape[1] }

    /// The elements of some rows, column by column.
    func columns(_ rows: Range<Int>) throws(ImageFormatError) -> [ZarrValues] {
        var columns = [ZarrValues](repeating: ZarrValues(array.type.kind), count: columnCount)
        let height = array.chunkShape[0]
        var start = rows.lowerBound
        while start < rows.upperBound {
            let chunkRow = start / height
            let count = min(height - start % height, rows.upperBound - start)
            let values = try values(ofChunkRow: chunkRow)
            for column in columns.indices {
                let width = array.chunkShape.count == 1 ? 1 : array.chunkShape[1]
                let chunk = values[column / width]
                let first = column % width * (strides.count == 1 ? 1 : strides[1])
                columns[column].append(
                    try part(chunk, first + start % height * strides[0], count)
                )
            }
            start += count
        }
        return columns
    }

    private func part(
        _ chunk: ZarrChunkValues?,
        _ first: Int,
        _ count: Int
    ) throws(ImageFormatError) -> ZarrValues {
        do {
            guard let chunk else { return try fill.values(from: 0, step: 0, count: count) }
            return try chunk.values(from: first, step: strides[0], count: count)
        } catch {
            throw ImageFormatError(error, array.file, at: 0)
        }
    }

    private func values(ofChunkRow row: Int) throws(ImageFormatError) -> [ZarrChunkValues?] {
        if let kept, kept.chunkRow == row { return kept.values }
        kept = nil
        let isFlat = array.chunkCounts.count == 1
        let values = try (0..<(isFlat ? 1 : array.chunkCounts[1]))
            .mapOrFail { column throws(ImageFormatError) in
                try chunks.values(isFlat ? [row] : [row, column])
            }
        kept = (row, values)
        return values
    }
}
