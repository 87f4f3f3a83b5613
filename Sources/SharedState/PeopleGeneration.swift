import LMDB

/// A number that moves whenever accounts were changed, so that no process trusts what it remembers
/// of people longer than that.
///
/// It lies beside the sessions, since it is read with each of them, without a lock.
package final class PeopleGeneration: Sendable {
    private let row: GenerationRow

    init(_ environment: Environment) throws { row = try GenerationRow(environment, "people") }

    /// The number beside a running server, or of one that ran; nil before the first start.
    package static func existing(
        _ configuration: SharedStateConfiguration
    ) throws -> PeopleGeneration? {
        try StateFolder.durable(configuration).openIfFounded().map(PeopleGeneration.init)
    }

    package func current() throws -> UInt64 { try row.current() }

    /// The number as a transaction sees it that reads other things as well.
    func current(_ transaction: borrowing ReadTransaction) throws -> UInt64 {
        try row.current(transaction)
    }

    /// Tells every process that accounts were changed; to be called after the change is written.
    package func advance() throws { try row.advance() }
}
