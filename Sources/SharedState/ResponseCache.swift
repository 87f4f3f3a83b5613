import LMDB

/// Rendered pictures, shared by all workers and kept within a size.
///
/// The oldest go first. A hit is one read transaction and changes nothing.
package final class ResponseCache: Sendable {
    private let environment: Environment
    private let entries: Table
    /// Keys by the order in which they came.
    private let order: Table
    private let totals: Table
    package let bytesMax: Int

    /// Largest value that is kept.
    package static let valueBytesMax = 4 << 20
    /// Entries removed in one transaction, so that no writer is waited for long.
    private static let evictionsMax = 64
    private static let totalKey = Array("total".utf8)

    init(_ environment: Environment, bytesMax: Int) throws {
        self.environment = environment
        self.bytesMax = bytesMax
        entries = try environment.table("entries")
        order = try environment.table("order")
        totals = try environment.table("totals")
    }

    package var isEnabled: Bool { bytesMax > 0 }

    /// A copy of the value at a key of at most 400 bytes; nil when it is not there.
    package func value(for key: [UInt8]) throws -> [UInt8]? {
        guard isEnabled else { return nil }
        guard let stored = try environment.read({ try $0.value(entries, key) }) else { return nil }
        return Array(stored.dropFirst(8))
    }

    /// Keeps a value; others leave when there is no room.
    package func store(_ value: [UInt8], for key: [UInt8]) throws {
        guard isEnabled, value.count <= min(Self.valueBytesMax, bytesMax / 2) else { return }
        do {
            try environment.write { try put(value, key, $0) }
        } catch LMDBError.full {
            try environment.write { try evict(downTo: bytesMax / 2, $0) }
            try environment.write { try put(value, key, $0) }
        }
    }

    private func put(
        _ value: [UInt8],
        _ key: [UInt8],
        _ transaction: borrowing WriteTransaction
    ) throws {
        if try transaction.value(entries, key) != nil { return }
        var (bytes, next) = try state(transaction)
        var sequence = ByteWriter()
        sequence.add(next)
        try transaction.put(entries, key, sequence.bytes + value)
        var size = ByteWriter()
        size.add(UInt64(value.count))
        try transaction.put(order, sequence.bytes, size.bytes + key)
        bytes += value.count
        next += 1
        try write(bytes, next, transaction)
        if bytes > bytesMax { try evict(downTo: bytesMax, transaction) }
    }

    private func evict(downTo target: Int, _ transaction: borrowing WriteTransaction) throws {
        let (stored, next) = try state(transaction)
        var bytes = stored
        var victims: [(sequence: [UInt8], key: [UInt8])] = []
        try transaction.scan(order) { sequence, value in
            guard bytes > target, victims.count < Self.evictionsMax else { return false }
            var reader = ByteReader(value)
            bytes -= Int(reader.number() ?? 0)
            victims.append((sequence, Array(value.dropFirst(8))))
            return true
        }
        for victim in victims {
            try transaction.delete(order, victim.sequence)
            try transaction.delete(entries, victim.key)
        }
        try write(bytes, next, transaction)
    }

    /// Bytes of all values, and the number the next entry gets.
    private func state(_ transaction: borrowing WriteTransaction) throws -> (Int, UInt64) {
        guard let stored = try transaction.value(totals, Self.totalKey) else { return (0, 1) }
        var reader = ByteReader(stored)
        return (Int(reader.number() ?? 0), reader.number() ?? 1)
    }

    private func write(
        _ bytes: Int,
        _ next: UInt64,
        _ transaction: borrowing WriteTransaction
    ) throws {
        var writer = ByteWriter()
        writer.add(UInt64(max(0, bytes)))
        writer.add(next)
        try transaction.put(totals, Self.totalKey, writer.bytes)
    }
}
