extension ColumnValues {
    /// A cell as Python writes it into a file of comma-separated values.
    package func csvText(_ index: Int) -> String {
        switch self {
        case .longs(let values): "\(values[index])"
        case .doubles(let values): "\(values[index])"
        case .booleans(let values): values[index] ? "True" : "False"
        case .texts(let values): values[index]
        case .floatArrays(let values, let width):
            Self.list(values, index, width) { "\(Double($0))" }
        case .doubleArrays(let values, let width): Self.list(values, index, width) { "\($0)" }
        case .longArrays(let values, let width): Self.list(values, index, width) { "\($0)" }
        }
    }

    private static func list<Element>(
        _ values: [Element],
        _ index: Int,
        _ width: Int,
        _ text: (Element) -> String
    ) -> String {
        let cell = values[(index * width)..<(index * width + width)]
        return "[" + cell.map(text).joined(separator: ", ") + "]"
    }
}

/// Rows of comma-separated values (RFC 4180), every cell as it is.
package enum CSVRow {
    package static func bytes(_ cells: some Sequence<String>) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(comma) }
            append(Array(cell.utf8)[...], to: &bytes)
        }
        return bytes + lineEnd
    }

    /// Puts a row of a table behind other bytes; numbers become no texts of their own.
    package static func append(_ columns: [ColumnValues], row: Int, to bytes: inout [UInt8]) {
        for index in columns.indices {
            if index > 0 { bytes.append(comma) }
            switch columns[index] {
            case .longs(let values): bytes += values[row].description.utf8
            case .doubles(let values): bytes += values[row].description.utf8
            case .booleans(let values): bytes += values[row] ? truth : falsehood
            case .texts(let values): append(values.bytes[values.range(row)], to: &bytes)
            case .floatArrays, .doubleArrays, .longArrays:
                append(Array(columns[index].csvText(row).utf8)[...], to: &bytes)
            }
        }
        bytes += lineEnd
    }

    private static let comma = UInt8(ascii: ",")
    private static let mark = UInt8(ascii: "\"")
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]
    private static let truth = Array("True".utf8)
    private static let falsehood = Array("False".utf8)

    private static func append(_ cell: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        guard cell.contains(where: needsQuotes) else {
            bytes += cell
            return
        }
        bytes.append(mark)
        for byte in cell {
            if byte == mark { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(mark)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case mark, comma, 0x0A, 0x0D: true
        default: false
        }
    }
}
