import Codecs
import JSON

extension TableLayout {
    /// The layout of a file, every number of it checked.
    init(reading file: TableBytes) throws {
        let least = Self.markBytes + Self.trailerBytes
        guard file.sizeBytes >= least else { throw file.damaged(0, "it is no table") }
        let start = SampleBytes.numbers(try file.bytes(0, Self.markBytes), as: UInt64.self)
        guard start == [Self.mark] else { throw file.damaged(0, "it is no table") }
        let place = file.sizeBytes - Self.trailerBytes
        let trailer = SampleBytes.numbers(
            try file.bytes(place, Self.trailerBytes),
            as: UInt64.self
        )
        guard trailer[4] == Self.mark else { throw file.damaged(place, "its end is missing") }
        try self.init(reading: file, trailer, at: place)
    }

    private init(reading file: TableBytes, _ trailer: [UInt64], at place: Int) throws {
        let offset = Int(clamping: trailer[0])
        let byteCount = Int(trailer[1] & 0xFFFF_FFFF)
        let groupCount = Int(trailer[2] & 0xFFFF_FFFF)
        let columnCount = Int(trailer[2] >> 32)
        guard offset >= Self.markBytes, offset == place - byteCount else {
            throw file.damaged(place, "the index does not reach to the end")
        }
        guard groupCount <= TableLimits.groupsMax, columnCount <= TableLimits.columnsMax else {
            throw file.damaged(place, "\(groupCount) groups of \(columnCount) columns")
        }
        let indexBytes = Self.indexBytes(groups: groupCount, columns: columnCount)
        guard indexBytes <= min(byteCount, TableLimits.indexBytesMax),
            byteCount - indexBytes <= TableLimits.descriptionBytesMax
        else { throw file.damaged(place, "an index of \(byteCount) bytes") }
        let bytes = try file.bytes(offset, byteCount)
        guard CRC32C.checksum(bytes, count: byteCount) == UInt32(trailer[1] >> 32) else {
            throw file.damaged(offset, "a checksum of another index")
        }
        try self.init(description: Array(bytes[indexBytes...]), file, at: offset + indexBytes)
        guard columns.count == columnCount else { throw file.damaged(place, "other columns") }
        let words = SampleBytes.numbers(Array(bytes[..<indexBytes]), as: UInt64.self)
        try readGroups(words, file, chunksEnd: offset)
        guard rowCount == Int(clamping: trailer[3]) else { throw file.damaged(place, "other rows") }
    }

    private init(description bytes: [UInt8], _ file: TableBytes, at place: Int) throws {
        guard let document = JSONReader.document(bytes),
            let columns = document["columns"]?.elements,
            let metadata = document["metadata"]?.members
        else { throw file.damaged(place, "the description is no JSON of a table") }
        self.metadata = metadata
        self.columns = try columns.map { column in
            guard let name = column["name"]?.string, let width = column["width"]?.integer,
                let type = column["type"]?.string.flatMap(ColumnType.init(rawValue:)),
                (1...TableLimits.arrayWidthMax).contains(width), type.isArray || width == 1
            else { throw file.damaged(place, "a column of no known kind") }
            return TableColumn(
                name,
                type,
                description: column["description"]?.string ?? "",
                width: width
            )
        }
    }

    private mutating func readGroups(
        _ words: [UInt64],
        _ file: TableBytes,
        chunksEnd: Int
    ) throws {
        let groupWords = 1 + columns.count * Self.wordsOfChunk
        var rowStart = 0
        for start in stride(from: 0, to: words.count, by: groupWords) {
            let rowEnd = Int(clamping: words[start])
            guard rowEnd > rowStart, rowEnd - rowStart <= TableLimits.groupRowsMax else {
                throw file.damaged(chunksEnd + start * 8, "a group that ends with row \(rowEnd)")
            }
            let chunks = columns.indices.map { column in
                let first = start + 1 + column * Self.wordsOfChunk
                return Chunk(words[first..<(first + Self.wordsOfChunk)])
            }
            for chunk in chunks {
                guard chunk.offset >= Self.markBytes, chunk.offset <= chunksEnd,
                    chunk.storedBytes <= chunksEnd - chunk.offset,
                    chunk.decodedBytes <= TableLimits.chunkBytesMax
                else { throw file.damaged(chunksEnd + start * 8, "a chunk out of its place") }
            }
            groups.append(Group(rowEnd: rowEnd, chunks: chunks))
            rowStart = rowEnd
        }
    }
}
