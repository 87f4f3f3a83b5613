package import JSON
package import Tables

/// Cells as JSON, written without a value for each of them; what is no number is null.
package enum TableJSON {
    /// A list of the cells of each column.
    static func columns(_ columns: [ColumnValues]) -> [UInt8] {
        list(columns) { cells, bytes in
            bytes += list(0..<cells.count) { append(cells, $0, to: &$1) }
        }
    }

    /// A list of the cells of each row.
    package static func rows(_ columns: [ColumnValues]) -> [UInt8] {
        list(0..<(columns.first?.count ?? 0)) { row, bytes in
            bytes.append(UInt8(ascii: "["))
            for (place, cells) in columns.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                append(cells, row, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        }
    }

    /// An object of documents that are written already.
    package static func object(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var bytes = [UInt8(ascii: "{")]
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += JSONValue.string(member.name).bytes + [UInt8(ascii: ":")] + member.bytes
        }
        return bytes + [UInt8(ascii: "}")]
    }

    static func numbers(_ numbers: [Int]) -> [UInt8] {
        list(numbers) { $1 += "\($0)".utf8 }
    }

    private static func list<Items: Sequence>(
        _ items: Items,
        _ append: (Items.Element, inout [UInt8]) -> Void
    ) -> [UInt8] {
        var bytes = [UInt8(ascii: "[")]
        var isFirst = true
        for item in items {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(item, &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    private static func append(_ cells: ColumnValues, _ index: Int, to bytes: inout [UInt8]) {
        func cell<Element>(_ values: [Element], _ width: Int) -> ArraySlice<Element> {
            values[(index * width)..<(index * width + width)]
        }
        switch cells {
        case .longs(let values): bytes += "\(values[index])".utf8
        case .doubles(let values): append(values[index], to: &bytes)
        case .booleans(let values): bytes += (values[index] ? "true" : "false").utf8
        case .texts(let values): bytes += JSONValue.string(values[index]).bytes
        case .longArrays(let values, let width):
            bytes += list(cell(values, width)) { $1 += "\($0)".utf8 }
        case .doubleArrays(let values, let width):
            bytes += list(cell(values, width)) { append($0, to: &$1) }
        case .floatArrays(let values, let width):
            bytes += list(cell(values, width)) { append(Double($0), to: &$1) }
        }
    }

    private static func append(_ number: Double, to bytes: inout [UInt8]) {
        bytes += number.isFinite ? "\(number)".utf8 : "null".utf8
    }
}

extension TablePage {
    /// `column_types`, `columns` and `rows`.
    package var data: [(name: String, bytes: [UInt8])] {
        let types = columns.map { JSONValue.string($0.type.rawValue) }
        return [
            ("column_types", JSONValue.array(types).bytes),
            ("columns", JSONValue.array(columns.map { .string($0.name) }).bytes),
            ("rows", TableJSON.rows(cells)),
        ]
    }

    package var meta: [JSONValue.Member] {
        [
            .init("rowCount", .integer(rowCount)), .init("totalCount", .integer(totalCount)),
            .init("limit", JSONValue(limit)), .init("offset", .integer(offset)),
        ]
    }
}
