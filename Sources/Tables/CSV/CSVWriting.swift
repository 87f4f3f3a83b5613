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
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell, to: &bytes)
        }
        return bytes + [0x0D, 0x0A]
    }

    private static func append(_ cell: String, to bytes: inout [UInt8]) {
        let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }
        guard needsQuotes else {
            bytes += cell.utf8
            return
        }
        bytes.append(0x22)
        for byte in cell.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}
