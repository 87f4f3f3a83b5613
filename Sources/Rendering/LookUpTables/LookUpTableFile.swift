/// Reads the files that look-up tables come in: raw bytes, NIH Image's format, and text.
package enum LookUpTableFile {
    /// Longest file that is read; the longest text form of 256 rows takes a tenth of it.
    package static let bytesMax = 64 << 10

    /// Files that are three runs of 256 bytes; the longer one has bytes of no meaning behind them.
    private static let rawCounts: Set<Int> = [768, 970]
    private static let headerCount = 32
    /// Rows of text that are no numbers, before the first that is.
    private static let titleRowsMax = 2

    package static func colors(of bytes: [UInt8]) throws(LookUpTableError) -> LookUpTable.Colors {
        guard bytes.count <= bytesMax else { throw .tooLong(bytes.count) }
        if rawCounts.contains(bytes.count) { return raw(bytes[...]) }
        if bytes.count > 768, bytes.starts(with: "ICOL".utf8) { return try image(bytes) }
        return try text(bytes)
    }

    private static func raw(_ bytes: ArraySlice<UInt8>) -> LookUpTable.Colors {
        let part = LookUpTable.levelCount
        let start = bytes.startIndex
        return LookUpTable.Colors(
            red: Array(bytes[start..<(start + part)]),
            green: Array(bytes[(start + part)..<(start + 2 * part)]),
            blue: Array(bytes[(start + 2 * part)..<(start + 3 * part)])
        )
    }

    /// NIH Image: a header with the number of colours at byte 6, highest byte first, then as many
    /// bytes of each component.
    private static func image(_ bytes: [UInt8]) throws(LookUpTableError) -> LookUpTable.Colors {
        let count = Int(bytes[6]) << 8 | Int(bytes[7])
        guard (1...LookUpTable.levelCount).contains(count) else { throw .colorCount(count) }
        let start = headerCount
        guard bytes.count >= start + 3 * count else { throw .tooShort(bytes.count) }
        let components = (0..<3).map { component in
            stretched(bytes[(start + component * count)..<(start + (component + 1) * count)])
        }
        return LookUpTable.Colors(red: components[0], green: components[1], blue: components[2])
    }

    /// Fewer colours than levels are spread evenly, and mixed in between.
    private static func stretched(_ few: ArraySlice<UInt8>) -> [UInt8] {
        let colors = few.map(Int.init)
        let levels = LookUpTable.levelCount
        return (0..<levels).map { level in
            let place = level * colors.count
            let before = colors[place / levels]
            let after = colors[min(place / levels + 1, colors.count - 1)]
            let share = place % levels
            return UInt8((before * (levels - share) + after * share) / levels)
        }
    }

    /// 256 rows of red, green and blue; of four numbers the first is the row's own.
    private static func text(_ bytes: [UInt8]) throws(LookUpTableError) -> LookUpTable.Colors {
        var components: [[UInt8]] = [[], [], []]
        var titles = 0
        let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        for (index, line) in lines.enumerated() {
            guard components[0].count < LookUpTable.levelCount else { break }
            let words = line.split { " \t,;".utf8.contains($0) }
            if words.isEmpty { continue }
            guard let values = values(words) else {
                titles += 1
                guard components[0].isEmpty, titles <= titleRowsMax else {
                    throw .malformedRow(index + 1)
                }
                continue
            }
            for (component, value) in values.enumerated() { components[component].append(value) }
        }
        let count = components[0].count
        guard count == LookUpTable.levelCount else { throw .rowCount(count) }
        return LookUpTable.Colors(red: components[0], green: components[1], blue: components[2])
    }

    /// The three components of a row; nil when it is none.
    private static func values(_ words: [ArraySlice<UInt8>]) -> [UInt8]? {
        guard words.count == 3 || words.count == 4 else { return nil }
        let numbers = words.suffix(3).compactMap { word in
            QueryNumber.decimal(String(decoding: word, as: UTF8.self)[...])
        }
        guard numbers.count == 3, numbers.allSatisfy({ (0..<256).contains($0) }) else { return nil }
        return numbers.map { UInt8($0) }
    }
}

/// Why a file is no look-up table.
package enum LookUpTableError: Error, Equatable, CustomStringConvertible {
    case tooLong(Int)
    case tooShort(Int)
    case colorCount(Int)
    case malformedRow(Int)
    case rowCount(Int)

    package var description: String {
        switch self {
        case .tooLong(let count): "\(count) bytes are more than \(LookUpTableFile.bytesMax)"
        case .tooShort(let count): "\(count) bytes are too few for the colours it announces"
        case .colorCount(let count): "it announces \(count) colours instead of 1 to 256"
        case .malformedRow(let row): "row \(row) is not three or four numbers from 0 to 255"
        case .rowCount(let count): "\(count) rows of colours instead of 256"
        }
    }
}
