import Kernel

/// When the streams of one user may send their next bytes; a value that reads no clock.
///
/// Each stream is given its turn: it waits for the moment it is told and sends. What is sent in any
/// time is at most the rate times it, and one turn.
struct SpeedRow: Equatable {
    private(set) var nextTurn: MonotonicTime

    init(at now: MonotonicTime) { nextTurn = now }

    /// The moment from which so many bytes may be sent.
    mutating func take(_ bytes: Int, bytesPerSecond: Int, at now: MonotonicTime) -> MonotonicTime {
        let turn = max(nextTurn, now)
        nextTurn = turn.adding(seconds: Double(bytes) / Double(max(1, bytesPerSecond)))
        return turn
    }

    /// Bytes of one turn: a fifth of a second, shared by the streams, and two segments of a network
    /// at least.
    static func turnBytes(bytesPerSecond: Int, streams: Int) -> Int {
        max(2 * 1448, min(bytesPerSecond / (5 * max(1, streams)), 256 << 10))
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.add(nextTurn.nanoseconds)
        return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let nanoseconds = reader.signed() else { return nil }
        nextTurn = MonotonicTime(nanoseconds: nanoseconds)
    }
}
