import Kernel
import LMDB

/// The speed of downloads, shared by all streams of a user in all processes.
package final class SpeedLimiter: Sendable {
    let environment: Environment
    private let table: Table
    private let rowsMax: Int
    private let clock: @Sendable () -> MonotonicTime

    init(
        _ environment: Environment,
        roomBytes: Int,
        clock: @escaping @Sendable () -> MonotonicTime = MonotonicTime.now
    ) throws {
        self.environment = environment
        self.clock = clock
        rowsMax = max(1, roomBytes / RateLimiter.rowBytes)
        table = try environment.table("download_speed")
    }

    /// The moment from which a stream may send so many bytes.
    ///
    /// Throws `LMDBError.full` for a new subject when there are too many.
    func take(
        _ bytes: Int,
        _ subject: RateLimitSubject,
        bytesPerSecond: Int,
        _ transaction: borrowing WriteTransaction
    ) throws -> MonotonicTime {
        let now = clock()
        let stored = try transaction.value(table, subject.bytes)
        if stored == nil, try transaction.count(table) >= rowsMax { throw LMDBError.full }
        var row = stored.flatMap(SpeedRow.init) ?? SpeedRow(at: now)
        let turn = row.take(bytes, bytesPerSecond: bytesPerSecond, at: now)
        try transaction.put(table, subject.bytes, row.bytes)
        return turn
    }

    /// Removes rows that say nothing any more.
    package func sweep() throws {
        let now = clock()
        var idle: [[UInt8]] = []
        try environment.read { transaction in
            try transaction.scan(table) { key, value in
                if SpeedRow(value).map({ $0.nextTurn <= now }) ?? true { idle.append(key) }
                return true
            }
        }
        guard !idle.isEmpty else { return }
        try environment.write { transaction in
            for key in idle {
                guard let value = try transaction.value(table, key),
                    SpeedRow(value).map({ $0.nextTurn <= now }) ?? true
                else { continue }
                try transaction.delete(table, key)
            }
        }
    }
}
