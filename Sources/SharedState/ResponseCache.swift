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
    /// Bytes in front of each value: its place in the order.
    private static let sequenceBytes = 8
    private static let totalKey = Array("total".utf8)

    init(_ environment: Environment, bytesMax: Int) throws {
        self.environment = environment
        self.bytesMax = bytesMax
        entries = try environment.table("entries")
        order = try environment.table("order")
        totals = try environment.table("totals")
    }

    /// The cache beside a running server, or of one that ran; nil before the first start.
    package static func existing(
        _ configuration: SharedStateConfiguration
    ) throws -> ResponseCache? {
        try StateFolder.cache(configuration).openIfFounded().map {
            try ResponseCache($0, bytesMax: configuration.cacheBytes)
        }
    }

    package var isEnabled: Bool { bytesMax > 0 }

    /// Room for the values, for pages that are half full, and for those freed one change ago.
    static func mapBytes(for bytesMax: Int) -> Int { bytesMax + bytesMax / 2 + (64 << 20) }

    /// A copy of the value at a key of at most 400 bytes; nil when it is not there.
    package func value(for key: [UInt8]) throws -> [UInt8]? {
        guard isEnabled else { return nil }
        return try environment.read { try $0.value(entries, key, from: Self.sequenceBytes) }
    }

    /// Keeps a value; others leave when there is no room.
    ///
    /// False when it is not worth it.
    @discardableResult
    package func store(_ value: [UInt8], for key: [UInt8]) throws -> Bool {
        guard isEnabled, value.count <= min(Self.valueBytesMax, bytesMax / 2) else { return false }
        try makeRoom(downTo: bytesMax - value.count)
        do {
            try environment.write { try put(value, key, $0) }
        } catch LMDBError.full {
            // Pages between the values that are kept are free, yet in pieces too small.
            try makeRoom(downTo: bytesMax / 2)
            try environment.write { try put(value, key, $0) }
        }
        return true
    }

    /// Removes the oldest values, few in each transaction, so that no writer waits for long.
    private func makeRoom(downTo target: Int) throws {
        while try storedBytes() > target {
            let removed = try environment.write { try evict(downTo: target, $0) }
            if removed == 0 { return }
        }
    }

    private func put(
        _ value: [UInt8],
        _ key: [UInt8],
        _ transaction: borrowing WriteTransaction
    ) throws {
        if try transaction.value(entries, key) != nil { return }
        let state = try Self.state(transaction.value(totals, Self.totalKey))
        var sequence = ByteWriter()
        sequence.add(state.next)
        try transaction.put(entries, key, sequence.bytes + value)
        var size = ByteWriter()
        size.add(UInt64(value.count))
        try transaction.put(order, sequence.bytes, size.bytes + key)
        try write((state.bytes + value.count, state.next + 1), transaction)
    }

    /// Removes the oldest values and answers how many.
    private func evict(
        downTo target: Int,
        _ transaction: borrowing WriteTransaction
    ) throws -> Int {
        var state = try Self.state(transaction.value(totals, Self.totalKey))
        var victims: [(sequence: [UInt8], key: [UInt8])] = []
        try transaction.scan(order) { sequence, value in
            guard state.bytes > target, victims.count < Self.evictionsMax else { return false }
            var reader = ByteReader(value)
            state.bytes -= Int(reader.number() ?? 0)
            victims.append((sequence, Array(value.dropFirst(Self.sequenceBytes))))
            return true
        }
        for victim in victims {
            try transaction.delete(order, victim.sequence)
            try transaction.delete(entries, victim.key)
        }
        try write(state, transaction)
        return victims.count
    }

    /// Bytes of all values, and the number the next entry gets.
    private static func state(_ stored: [UInt8]?) -> (bytes: Int, next: UInt64) {
        guard let stored else { return (0, 1) }
        var reader = ByteReader(stored)
        return (Int(reader.number() ?? 0), reader.number() ?? 1)
    }

    private func write(
        _ state: (bytes: Int, next: UInt64),
        _ transaction: borrowing WriteTransaction
    ) throws {
        var writer = ByteWriter()
        writer.add(UInt64(max(0, state.bytes)))
        writer.add(state.next)
        try transaction.put(totals, Self.totalKey, writer.bytes)
    }

    /// Bytes of all values.
    package func storedBytes() throws -> Int {
        try environment.read { try Self.state($0.value(totals, Self.totalKey)).bytes }
    }
}
