import Testing

@testable import Tables

@Suite struct `Comma-separated values` {
    private func rows(_ text: String, piece: Int = 3) throws -> [[String]] {
        var parser = CSVParser()
        var rows: [[String]] = []
        var rest = Array(text.utf8)[...]
        // The mark of UTF-8 lies in the first piece.
        while !rest.isEmpty {
            try parser.read(Array(rest.prefix(piece))) { cells, _ in rows.append(cells.texts) }
            rest = rest.dropFirst(piece)
        }
        try parser.finish { cells, _ in rows.append(cells.texts) }
        return rows
    }

    @Test func `rows are the same whatever ends them and however they come`() throws {
        let expected = [["a", "b"], ["1", ""], ["", "x,\"y\"\nz"]]
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,", ",\"x,\"\"y\"\"\nz\""].joined(separator: end)
            for piece in [3, 7, 1000] {
                #expect(try rows(text, piece: piece) == expected)
                #expect(try rows("\u{FEFF}" + text + end + end, piece: piece) == expected)
            }
        }
        #expect(try rows("") == [])
        #expect(try rows("\"\"\n") == [[""]])
    }

    @Test(arguments: [
        ("a\nb\"c\n", 2, 1), ("a\n1,\"x\"y\n", 2, 2), ("a\n\n\"never\nends", 4, 1),
    ])
    func `what is wrong is told with its line and column`(
        text: String,
        line: Int,
        column: Int
    ) throws {
        do {
            _ = try rows(text)
            Issue.record("\(text) was taken")
        } catch let error as CSVError {
            #expect(error.line == line && error.column == column, "\(error)")
        }
    }

    @Test func `what is written is read`() throws {
        let cells = ["", "a,b", "\"", "line\r\nend", "=1+2", "\u{202E}<b>", " x "]
        let text = String(decoding: CSVRow.bytes(cells), as: UTF8.self)
        #expect(try rows(text) == [cells])
    }

    private func cells(_ texts: [String]) throws -> CSVCells {
        var parser = CSVParser()
        var all: CSVCells?
        try parser.read(CSVRow.bytes(texts)) { cells, _ in all = cells }
        return try #require(all)
    }

    @Test func `numbers are read where they lie as they are from texts`() throws {
        let texts = [
            "0", "-0", "+7", "-7", "9223372036854775807", "-9223372036854775808",
            "9223372036854775808", "", "-", "+", "1.5", "-0.1", "0.30000000000000004",
            "123456789.125",
            "99999999999999.9", "999999999999999", "0.000000000000001", "5.", ".5", "1e5", "-2E-3",
            "1.7976931348623157e308", "1e999", "1.2.3", "1-2", "0x10", " 1", "1 ", "é", "--1",
            "0123.450",
        ]
        let cells = try cells(texts)
        for (index, text) in texts.enumerated() {
            #expect(cells.long(index) == Int(text), "\(text)")
            let expected = ["0x10"].contains(text) ? nil : Double(text)
            #expect(cells.double(index)?.bitPattern == expected?.bitPattern, "\(text)")
        }
        #expect(try self.cells(["NaN"]).double(0)?.isNaN == true)
        #expect(try self.cells(["-inf"]).double(0) == -.infinity)
        #expect(try self.cells(["infinity"]).double(0) == nil)
    }

    @Test func `a row of a table is written as its cells are`() throws {
        let columns: [ColumnValues] = [
            .longs([0, .min]), .doubles([1, .nan]), .booleans([true, false]),
            .texts(TextValues(["", "a,\"b\"\r\né"])), .doubleArrays([1, 2, 3, 4], width: 2),
        ]
        var bytes: [UInt8] = []
        for row in 0..<2 { CSVRow.append(columns, row: row, to: &bytes) }
        let expected = (0..<2).flatMap { row in CSVRow.bytes(columns.map { $0.csvText(row) }) }
        #expect(bytes == expected)
    }
}
