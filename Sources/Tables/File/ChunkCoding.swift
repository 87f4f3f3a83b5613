import Codecs

/// A chunk's cells as bytes, before they are compressed.
enum ChunkCoding {
    /// What is decoded at a time of a column whose cells are equally long: a row costs no whole chunk.
    static let frameBytes = 32 << 10

    static func bytes(_ values: ColumnValues) -> [UInt8] {
        switch values {
        case .longs(let numbers), .longArrays(let numbers, _): SampleBytes.bytes(numbers)
        case .doubles(let numbers), .doubleArrays(let numbers, _): SampleBytes.bytes(numbers)
        case .floatArrays(let numbers, _): SampleBytes.bytes(numbers)
        case .booleans(let truths): truths.map { $0 ? 1 : 0 }
        case .texts(let texts): SampleBytes.bytes(texts.ends) + texts.bytes
        }
    }

    /// Nil when the bytes are not those of so many cells.
    static func values(_ bytes: [UInt8], of column: TableColumn, count: Int) -> ColumnValues? {
        func isCells(of width: Int) -> Bool { bytes.count == count * width }
        let width = column.width
        switch column.type.storage {
        case .longs where isCells(of: 8): return .longs(SampleBytes.numbers(bytes, as: Int.self))
        case .doubles where isCells(of: 8):
            return .doubles(SampleBytes.numbers(bytes, as: Double.self))
        case .booleans where isCells(of: 1): return .booleans(bytes.map { $0 != 0 })
        case .longArrays where isCells(of: 8 * width):
            return .longArrays(SampleBytes.numbers(bytes, as: Int.self), width: width)
        case .doubleArrays where isCells(of: 8 * width):
            return .doubleArrays(SampleBytes.numbers(bytes, as: Double.self), width: width)
        case .floatArrays where isCells(of: 4 * width):
            return .floatArrays(SampleBytes.numbers(bytes, as: Float.self), width: width)
        case .texts where bytes.count >= count * 4:
            let ends = SampleBytes.numbers(Array(bytes[..<(count * 4)]), as: UInt32.self)
            let texts = TextValues(bytes: Array(bytes[(count * 4)...]), ends: ends)
            return texts.map(ColumnValues.texts)
        default: return nil
        }
    }
}
