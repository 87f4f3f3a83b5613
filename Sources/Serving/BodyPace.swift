/// How fast a body comes: what came since the last look is held against what should have come.
struct BodyPace {
    private var bytesSinceLook = 0

    mutating func received(_ byteCount: Int) { bytesSinceLook += byteCount }

    /// Whether enough came since the last look, or the beginning; the count begins anew.
    mutating func isKept(seconds: Double, bytesPerSecond: Double) -> Bool {
        defer { bytesSinceLook = 0 }
        return Double(bytesSinceLook) >= seconds * bytesPerSecond
    }
}
