import SQLite
import TestSupport
import Testing

@Suite struct `Stored values` {
    private let folder: TemporaryFolder
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("values.db"))
        try connection.execute("CREATE TABLE t (v)")
    }

    private func roundTrip<Value: Storable>(_ value: Value) throws -> Value? {
        try connection.run("DELETE FROM t")
        try connection.run("INSERT INTO t VALUES (?)", value)
        return try connection.row("SELECT v FROM t") { try $0.next(Value.self) }
    }

    @Test(arguments: [0, 1, -1, Int.min, Int.max])
    func `whole numbers come back`(_ number: Int) throws {
        #expect(try roundTrip(number) == number)
        #expect(try roundTrip(Int64(number)) == Int64(number))
    }

    @Test(arguments: [0, UInt64(Int64.max), UInt64(Int64.max) + 1, .max])
    func `unsigned numbers beyond the signed ones come back`(_ number: UInt64) throws {
        #expect(try roundTrip(number) == number)
    }

    @Test(arguments: [0, -0.5, 1e300, .infinity, .leastNonzeroMagnitude])
    func `real numbers come back`(_ number: Double) throws {
        #expect(try roundTrip(number) == number)
    }

    @Test(arguments: [
        "", "a", "Zellkern 核 🔬", "two\nlines", String(repeating: "x", count: 100_000),
    ])
    func `texts come back`(_ text: String) throws {
        #expect(try roundTrip(text) == text)
    }

    @Test(arguments: [[], [0], [0, 255, 0], [UInt8](repeating: 7, count: 100_000)])
    func `bytes come back`(_ bytes: [UInt8]) throws {
        #expect(try roundTrip(bytes) == bytes)
    }

    @Test func `truth and absence come back`() throws {
        #expect(try roundTrip(true) == true)
        #expect(try roundTrip(false) == false)
        #expect(try roundTrip(Int?.none) == .some(.none))
        #expect(try roundTrip(String?.some("")) == "")
        #expect(try roundTrip(Double?.some(2)) == 2)
    }

    @Test func `an empty text is not null`() throws {
        try connection.run("INSERT INTO t VALUES (?)", "")
        #expect(try connection.row("SELECT v IS NULL FROM t") { try $0.next(Bool.self) } == false)
    }

    @Test func `a value of another type names its column, what it is, and the statement`() throws {
        let text = "SELECT 1, 'two'"
        #expect(throws: SQLiteError.mismatch(column: 1, found: .text("two"), statement: text)) {
            try connection.row(text) { row in
                (try row.next(Int.self), try row.next(Int.self))
            }
        }
        #expect(throws: SQLiteError.mismatch(column: 0, found: .null, statement: "SELECT NULL")) {
            try connection.row("SELECT NULL") { try $0.next(Int.self) }
        }
        #expect(throws: SQLiteError.mismatch(column: 0, found: .integer(2), statement: "SELECT 2"))
        {
            try connection.row("SELECT 2") { try $0.next(Bool.self) }
        }
    }
}
