import JSON
import Kernel
import TestSupport
import Testing

@testable import Tables

@Suite struct `Files of tables` {
    @Test func `what was written is read, whatever rows are asked for`() throws {
        let table = try TableUnderTest().open()
        #expect(table.columns == TableUnderTest.columns)
        #expect(table.rowCount == 40 && table.groupCount == 3)
        #expect(table.metadata == [JSONValue.Member("made", "by hand")])
        let rows = [39, 0, 15, 16, 0, 31]
        #expect(try table.cells(ofColumn: 5, rows: rows) == .longs(rows.map { -$0 }))
        #expect(
            try table.cells(ofColumn: 2, rows: rows)
                == .texts(TextValues(rows.map { "n\($0 % 5)" }))
        )
        let places = rows.flatMap { [Double($0), -Double($0)] }
        #expect(try table.cells(ofColumn: 4, rows: rows) == .doubleArrays(places, width: 2))
        #expect(try table.cells(ofColumn: 3, rows: []) == .booleans([]))
    }

    @Test func `texts pass unchanged, also long and strange ones`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a")
        let texts = ["<b>&\"'", "\u{202E}abc\u{7}\u{0}", "", String(repeating: "é", count: 10_000)]
        let writer = try TableWriter(path, [TableColumn("t", .string)])
        try writer.write([.texts(TextValues(texts))])
        try writer.finish()
        let table = try TableFile(TableBytes(try File.open(path)))
        guard case .texts(let read) = try table.cells(ofColumn: 0, rows: [0, 1, 2, 3]) else {
            Issue.record("no texts")
            return
        }
        #expect((0..<4).map { read[$0] } == texts)
    }

    @Test func `a table that was not finished is not there`() throws {
        let folder = try TemporaryFolder()
        do {
            let writer = try TableWriter(folder.path("a"), [TableColumn("x", .long)])
            try writer.write([.longs([1])])
        }
        #expect(try Directory.names(in: folder.path) == [])
    }

    @Test func `columns that no table can have are refused`() throws {
        let folder = try TemporaryFolder()
        for columns in [
            [], [TableColumn("", .long)], [TableColumn("a", .long), TableColumn("a", .double)],
            [TableColumn("a", .long, width: 2)], [TableColumn("a", .longArray, width: 0)],
        ] {
            #expect(throws: TableError.self) { try TableWriter(folder.path("a"), columns) }
        }
    }

    @Test func `every changed or missing byte is noticed or makes no difference`() throws {
        let test = try TableUnderTest(rows: 12, group: 6)
        let bytes = try test.bytes()
        let sound = try cells(bytes)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x40
            expectSame(damaged, sound)
            if index % 7 == 0 { expectSame(Array(bytes[..<index]), sound) }
        }
    }

    private func expectSame(_ bytes: [UInt8], _ sound: [[String]]) {
        do {
            #expect(try cells(bytes) == sound)
        } catch let error as TableError {
            guard case .damaged(let file, _, let reason) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(file == "t" && !reason.isEmpty)
        } catch {
            Issue.record("\(error)")
        }
    }

    private func cells(_ bytes: [UInt8]) throws -> [[String]] {
        let table = try TableFile(TableBytes(bytes, named: "t"))
        let rows = Array(0..<table.rowCount)
        return try table.columns.indices.map { column in
            let cells = try table.cells(ofColumn: column, rows: rows)
            return rows.map(cells.csvText)
        }
    }

    @Test func `columns that come at once make the groups that rows would`() throws {
        let folder = try TemporaryFolder()
        let columns = [TableColumn("a", .long), TableColumn("t", .string)]
        let count = TableLimits.groupRowsMax + 5000
        let writer = try TableWriter(folder.path("a.table"), columns)
        var builder = TableBuilder(writer)
        let texts = TextValues((0..<count).map { "t\($0)" })
        try builder.append(columns: [.longs(Array(0..<count)), .texts(texts)])
        try builder.append(columns: [.longs([-1]), .texts(TextValues(["last"]))])
        try builder.flush()
        try writer.finish()
        let table = try TableFile(TableBytes(try File.open(folder.path("a.table"))))
        #expect(table.rows(ofGroup: 0).count == TableLimits.groupRowsMax)
        #expect(table.rowCount == count + 1)
        let cells = try table.cells(ofColumn: 1, rows: [0, TableLimits.groupRowsMax, count])
        #expect(cells == .texts(TextValues(["t0", "t\(TableLimits.groupRowsMax)", "last"])))
    }

    @Test func `columns of long texts at once fill groups no further than rows do`() throws {
        let folder = try TemporaryFolder()
        let writer = try TableWriter(folder.path("a.table"), [TableColumn("t", .string)])
        var builder = TableBuilder(writer)
        let text = String(repeating: "x", count: TableLimits.textBytesMax)
        let texts = ColumnValues.texts(TextValues(repeatElement(text, count: 600)))
        try builder.append(columns: [texts])
        try builder.flush()
        #expect(writer.rowCount == 600)
        #expect(throws: TableError.self) {
            try builder.append(columns: [.texts(TextValues([text + "x"]))])
        }
        #expect(throws: TableError.self) { try builder.append(columns: [.longs([1])]) }
    }

    @Test func `rows that are far apart are read without those between them`() throws {
        let folder = try TemporaryFolder()
        let columns = [
            TableColumn("a", .long), TableColumn("b", .boolean), TableColumn("t", .string),
            TableColumn("p", .doubleArray, width: 3),
        ]
        let writer = try TableWriter(folder.path("a.table"), columns)
        let count = TableLimits.groupRowsMax
        let places = (0..<count).flatMap { [Double($0), 0.5, -Double($0)] }
        try writer.write([
            .longs((0..<count).map { $0 * 7919 }), .booleans((0..<count).map { $0 % 3 == 0 }),
            .texts(TextValues((0..<count).map { "t\($0)" })), .doubleArrays(places, width: 3),
        ])
        try writer.finish()
        let table = try TableFile(TableBytes(try File.open(folder.path("a.table"))))
        let edge = ChunkCoding.frameBytes / 8
        let middle = ChunkCoding.frameBytes / 24
        for rows in [
            [0], [count - 1], [edge - 1, edge], [middle - 1, middle, middle + 1],
            [count - 1, 0, edge, edge, 5], Array(stride(from: 0, to: count, by: 997)),
        ] {
            for column in columns.indices {
                var expected = ColumnValues(of: columns[column])
                expected.append(try table.values(ofColumn: column, group: 0), at: rows)
                #expect(try table.cells(ofColumn: column, rows: rows) == expected)
            }
        }
    }
}
