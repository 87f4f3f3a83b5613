import JSON
import Kernel
import TestSupport

@testable import Tables

/// A table of a few groups in a folder of its own.
struct TableUnderTest {
    let folder: TemporaryFolder
    let path: String

    static let columns = [
        TableColumn("Well", .well), TableColumn("Area", .double, description: "in µm²"),
        TableColumn("Name", .string), TableColumn("Good", .boolean),
        TableColumn("Place", .doubleArray, width: 2), TableColumn("Count", .long),
    ]

    /// The cells of a row; every seventh area is no number.
    static func row(_ index: Int) -> [TableBuilder.Cell] {
        [
            .long(index / 10), .double(index % 7 == 6 ? .nan : Double(index) / 4),
            .text("n\(index % 5)"), .boolean(index % 3 == 0),
            .doubles([Double(index), -Double(index)]), .long(-index),
        ]
    }

    init(rows: Int = 40, group: Int = 16) throws {
        folder = try TemporaryFolder()
        path = folder.path("a.table")
        let writer = try TableWriter(path, Self.columns, metadata: [.init("made", "by hand")])
        var builder = TableBuilder(writer)
        for index in 0..<rows {
            try builder.append(Self.row(index))
            if index % group == group - 1 { try builder.flush() }
        }
        try builder.flush()
        try writer.finish()
    }

    func open() throws -> TableFile { try TableFile(TableBytes(try File.open(path))) }

    func bytes() throws -> [UInt8] {
        let file = try File.open(path)
        return try file.read(at: 0, count: file.sizeBytes)
    }

    func rows(_ query: String) throws -> [Int] {
        let table = try open()
        let condition = try Condition.reading(query, table.columns)
        let search = TableSearch(table, condition)
        return try search.page(in: 0..<table.rowCount, offset: 0, limit: Int.max).rows
    }
}
