import LMDB

/// A number that moves whenever accounts were changed, so that no process trusts what it remembers
/// of people longer than that.
///
/// It lies beside the sessions, since it is read with each of them, without a lock.
package final class PeopleGeneration: Sendable {
    private let environment: Environment
    private let table: Table
    private static let key = Array("generation".utf8)

    init(_ environment: Environment) throws {
        self.environment = environment
        table = try environment.table("people")
    }

    /// The number beside a running server, or of one that ran; nil before the first start.
    package static func existing(
        _ configuration: SharedStateConfiguration
    ) throws -> PeopleGeneration? {
        try StateFolder.durable(configuration).openIfFounded().map(PeopleGeneration.init)
    }

    package func current() throws -> UInt64 { try environment.read(current) }

    /// The number as a transaction sees it that reads other things as well.
    func current(_ transaction: borrowing ReadTransaction) throws -> UInt64 {
        guard let bytes = try transaction.value(table, Self.key) else { return 0 }
        var reader = ByteReader(bytes)
        return reader.number() ?? 0
    }

    /// Tells every process that accounts were changed; to be called after the change is written.
    package func advance() throws {
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
