/// How many bytes a stream reserves at a time.
///
/// Large ones cost few transactions; small ones are shared fairly where little is left, and little is
/// lost when a worker dies.
enum LeaseSize {
    static let bytesMin = 256 << 10
    static let bytesMax = 8 << 20
    /// A slow stream does not reserve what it needs long.
    private static let secondsMax = 4

    /// - Parameters:
    ///   - left: bytes that may still be reserved, by all streams of the user together.
    ///   - streams: how many of them there are.
    static func bytes(left: Int, streams: Int, bytesPerSecond: Int?) -> Int {
        let share = left / (4 * max(1, streams))
        var size = min(max(share, bytesMin), bytesMax)
        if let rate = bytesPerSecond {
            let (needed, isHuge) = rate.multipliedReportingOverflow(by: secondsMax)
            if !isHuge { size = min(size, max(needed / max(1, streams), bytesMin / 4)) }
        }
        return size
    }
}
