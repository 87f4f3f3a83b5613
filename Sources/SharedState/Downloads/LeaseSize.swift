/// How many bytes a stream reserves at a time.
///
/// Large ones cost few transactions; small ones are shared fairly where little is left, and little is
/// lost when a worker dies.
enum LeaseSize {
    static let bytesMin = 256 << 10
    static let bytesMax = 8 << 20
    /// The first lease of a stream, whose pace nobody knows.
    static let firstBytes = 1 << 20
    /// A stream reserves what it sends in this time, and no more: less is lost with its worker.
    static let seconds = 0.5

    /// - Parameters:
    ///   - left: bytes that may still be reserved, by all streams of the user together.
    ///   - streams: how many of them there are.
    ///   - pace: bytes that the stream sends in `seconds`.
    static func bytes(left: Int, streams: Int, pace: Int) -> Int {
        let share = left / (4 * max(1, streams))
        return max(bytesMin, min(share, pace, bytesMax))
    }

    /// The pace of a stream that sent so many bytes in that time.
    static func pace(sent: Int, seconds elapsed: Double) -> Int {
        elapsed > 0 ? Int(min(Double(sent) * seconds / elapsed, Double(bytesMax))) : bytesMax
    }
}
