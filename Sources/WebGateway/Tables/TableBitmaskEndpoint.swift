package import HTTP
import JSON
import Tables
package import WebAccess

/// `table/<id>/obj_id_bitmask`: a bit for each number in a column of the rows that fulfil a query.
package struct TableBitmaskEndpoint: TableAnswering {
    private let tables: StoredTables
    private static let defaultColumn = "object"

    package init(_ tables: StoredTables) { self.tables = tables }

    /// As OMERO has it, the first column stands for one that is not there.
    package func answer(
        _ question: TableQuestion,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> TableAnswer {
        let table = try tables.open(parameters, visitor)
        let condition = try StoredTables.condition(question.first("query"), table)
        let name = question.first("col_name") ?? Self.defaultColumn
        let column = table.columns.firstIndex { $0.name == name } ?? 0
        let search = TableSearch(table, condition)
        var mask = BitMask()
        for group in 0..<table.groupCount {
            let found = try search.rows(inGroup: group)
            guard !found.isEmpty else { continue }
            let first = table.rows(ofGroup: group).lowerBound
            let values = try table.values(ofColumn: column, group: group)
            try mask.add(values, at: found.map { $0 - first })
        }
        return .octets(mask.bytes.isEmpty ? [0] : mask.bytes)
    }
}

/// Bits from the most significant of the first byte, as many bytes as the highest one needs.
struct BitMask {
    private(set) var bytes: [UInt8] = []

    /// Bits of a mask; higher numbers are refused.
    static let bitsMax = 1 << 28

    private static let otherKind = TableFailure("Specified column has invalid type")

    mutating func add(_ cells: ColumnValues, at places: [Int]) throws(TableFailure) {
        switch cells {
        case .longs(let numbers): for place in places { try add(numbers[place]) }
        case .booleans(let truths): for place in places { try add(truths[place] ? 1 : 0) }
        case .texts(let texts):
            for place in places {
                guard let number = Int(texts[place]) else { throw Self.otherKind }
                try add(number)
            }
        case .doubles, .floatArrays, .doubleArrays, .longArrays: throw Self.otherKind
        }
    }

    private mutating func add(_ number: Int) throws(TableFailure) {
        guard (0..<Self.bitsMax).contains(number) else {
            throw TableFailure(
                "Numbers below 0 or above \(Self.bitsMax - 1) have no place in a mask"
            )
        }
        let place = number / 8
        if place >= bytes.count { bytes += [UInt8](repeating: 0, count: place + 1 - bytes.count) }
        bytes[place] |= 0x80 >> UInt8(number % 8)
    }
}
