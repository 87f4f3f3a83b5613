/// A limit on requests per subject: a rate, a burst, and whether it only counts.
package struct RateLimitSetting: Equatable, Sendable {
    package var ratePerSecond: Double
    package var burst: Double
    package var isDryRun: Bool

    /// `RATE/s`, `RATE/min` or `RATE/h`, then `burst N`, then perhaps `dry-run`.
    package init?(_ text: String) {
        var words = text.split(separator: " ")
        isDryRun = words.last == "dry-run"
        if isDryRun { words.removeLast() }
        guard words.count == 3, words[1] == "burst", let burst = Double(words[2]), burst >= 1,
            burst <= 1e9
        else { return nil }
        let parts = words[0].split(separator: "/")
        let units = ["s": 1.0, "min": 60.0, "h": 3600.0]
        guard parts.count == 2, let rate = Double(parts[0]), rate > 0, rate <= 1e9,
            let unit = units[String(parts[1])]
        else { return nil }
        ratePerSecond = rate / unit
        self.burst = burst
    }
}
