import Codecs
import JSON

/// Where everything lies in the file of a table.
///
/// A mark of 8 bytes; the chunks, each one column of one group of rows, compressed by Zstandard; the
/// index and the description (JSON), which one checksum covers; a trailer of 40 bytes. Numbers are
/// little-endian.
struct TableLayout: Equatable {
    struct Chunk: Equatable {
        var offset: Int
        var storedBytes: Int
        var decodedBytes: Int
        /// CRC-32C of the stored bytes.
        var checksum: UInt32
        var bounds: ValueBounds?
    }

    struct Group: Equatable {
        /// The number of the first row behind it.
        var rowEnd: Int
        /// One for each column.
        var chunks: [Chunk]
    }

    var columns: [TableColumn]
    /// What the table's maker wrote about it.
    var metadata: [JSONValue.Member]
    var groups: [Group] = []

    var rowCount: Int { groups.last?.rowEnd ?? 0 }

    func rows(ofGroup index: Int) -> Range<Int> {
        (index == 0 ? 0 : groups[index - 1].rowEnd)..<groups[index].rowEnd
    }

    /// The group that holds a row.
    func group(ofRow row: Int) -> Int {
        var (low, high) = (0, groups.count)
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].rowEnd <= row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The first and the last bytes of a file; the figure is the version.
    static let mark: UInt64 = 0x3145_4C42_4154_4D4F
    static let markBytes = 8
    static let trailerBytes = 40

    static let wordsOfChunk = 5

    static func indexBytes(groups: Int, columns: Int) -> Int {
        groups * (1 + columns * wordsOfChunk) * 8
    }
}

/// The least and the greatest number of a chunk.
struct ValueBounds: Equatable {
    var lower: Double
    var upper: Double
    /// Whether some cells are no numbers.
    var hasNaN: Bool

    init(lower: Double, upper: Double, hasNaN: Bool) {
        self.lower = lower
        self.upper = upper
        self.hasNaN = hasNaN
    }

    /// Numbers not above and not below a whole one, which a large one may be rounded to.
    static func around(_ number: Int) -> (lower: Double, upper: Double) {
        if let exact = Double(exactly: number) { return (exact, exact) }
        return (Double(number).nextDown, Double(number).nextUp)
    }

    /// Nil for cells that have no order, and for none.
    init?(_ values: ColumnValues) {
        switch values {
        case .longs(let numbers):
            guard let least = numbers.min(), let greatest = numbers.max() else { return nil }
            let (lower, upper) = (Self.around(least).lower, Self.around(greatest).upper)
            self.init(lower: lower, upper: upper, hasNaN: false)
        case .doubles(let numbers):
            var (lower, upper, hasNaN) = (Double.infinity, -Double.infinity, false)
            for number in numbers {
                if number.isNaN { hasNaN = true }
                if number < lower { lower = number }
                if number > upper { upper = number }
            }
            self.init(lower: lower, upper: upper, hasNaN: hasNaN)
        default: return nil
        }
    }
}

extension TableLayout {
    /// The index, the description and the trailer, which follow the last chunk at `offset`.
    func end(at offset: Int) throws(TableError) -> [UInt8] {
        var words: [UInt64] = []
        for group in groups {
            words.append(UInt64(group.rowEnd))
            for chunk in group.chunks { words += chunk.words }
        }
        let description = description.bytes
        guard description.count <= TableLimits.descriptionBytesMax else {
            throw .beyondLimit("\(TableLimits.descriptionBytesMax) bytes of names and metadata")
        }
        let bytes = SampleBytes.bytes(words) + description
        let checksum = CRC32C.checksum(bytes, count: bytes.count)
        let trailer: [UInt64] = [
            UInt64(offset), UInt64(bytes.count) | UInt64(checksum) << 32,
            UInt64(groups.count) | UInt64(columns.count) << 32, UInt64(rowCount), Self.mark,
        ]
        return bytes + SampleBytes.bytes(trailer)
    }

    private var description: JSONValue {
        let columns = columns.map { column -> JSONValue in
            [
                "name": .string(column.name), "description": .string(column.description),
                "type": .string(column.type.rawValue), "width": .integer(column.width),
            ]
        }
        return ["columns": .array(columns), "metadata": .object(metadata)]
    }
}

extension TableLayout.Chunk {
    fileprivate static let hasBounds: UInt64 = 1 << 32
    fileprivate static let hasNaN: UInt64 = 1 << 33

    fileprivate var words: [UInt64] {
        var last = UInt64(checksum)
        if let bounds { last |= Self.hasBounds | (bounds.hasNaN ? Self.hasNaN : 0) }
        return [
            UInt64(offset), UInt64(storedBytes) | UInt64(decodedBytes) << 32, last,
            (bounds?.lower ?? 0).bitPattern, (bounds?.upper ?? 0).bitPattern,
        ]
    }

    init(_ words: ArraySlice<UInt64>) {
        let words = Array(words)
        offset = Int(clamping: words[0])
        storedBytes = Int(words[1] & 0xFFFF_FFFF)
        decodedBytes = Int(words[1] >> 32)
        checksum = UInt32(truncatingIfNeeded: words[2])
        guard words[2] & Self.hasBounds != 0 else { return }
        bounds = ValueBounds(
            lower: Double(bitPattern: words[3]),
            upper: Double(bitPattern: words[4]),
            hasNaN: words[2] & Self.hasNaN != 0
        )
    }
}
