import LMDB

/// A number that moves whenever something was changed, so that no process trusts what it remembers
/// of it longer than that.
///
/// It is read without a lock, fit for an event loop; that of people lies beside the sessions, with
/// which it is read.
package final class Generation: Sendable {
    private let environment: Environment
    private let table: Table
    private static let key = Array("generation".utf8)

    /// - Parameter subject: the name of its table.
    init(_ environment: Environment, of subject: String) throws {
        self.environment = environment
        table = try environment.table(subject)
    }

    static let people = "people"
    static let images = "images"
    static let renderings = "renderings"

    /// That of accounts beside a running server, or of one that ran; nil before the first start.
    package static func ofPeople(
        beside configuration: SharedStateConfiguration
    ) throws -> Generation? {
        try StateFolder.durable(configuration).openIfFounded().map {
            try Generation($0, of: people)
        }
    }

    package func current() throws -> UInt64 { try environment.read(current) }

    /// The number as a transaction sees it that reads other things as well.
    func current(_ transaction: borrowing ReadTransaction) throws -> UInt64 {
        guard let bytes = try transaction.value(table, Self.key) else { return 0 }
        var reader = ByteReader(bytes)
        return reader.number() ?? 0
    }

    /// Tells every process of a change; to be called after the change is written.
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
