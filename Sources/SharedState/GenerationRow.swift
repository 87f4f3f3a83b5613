import LMDB

/// A number in a table of its own that only ever moves on.
struct GenerationRow: Sendable {
    private let environment: Environment
    private let table: Table
    private static let key = Array("generation".utf8)

    init(_ environment: Environment, _ name: String) throws {
        self.environment = environment
        table = try environment.table(name)
    }

    func current() throws -> UInt64 { try environment.read(current) }

    /// The number as a transaction sees it that reads other things as well.
    func current(_ transaction: borrowing ReadTransaction) throws -> UInt64 {
        guard let bytes = try transaction.value(table, Self.key) else { return 0 }
        var reader = ByteReader(bytes)
        return reader.number() ?? 0
    }

    func advance() throws {
        try environment.write { transaction in
            var number: UInt64 = 0
            if let bytes = try transaction.value(table, Self.key) {
                var reader = ByteReader(bytes)
                number = reader.number() ?? 0
            }
            var writer = ByteWriter()
            writer.add(number &+ 1)
            try transaction.put(table, Self.key, writer.bytes)
        }
    }
}
