import HTTP

/// A moment as the tree writes it, in universal time.
package struct TreeDate {
    /// Since 1970.
    let seconds: Double

    package init(seconds: Double) { self.seconds = seconds }

    /// ISO 8601 to the second: `2016-05-04T10:18:56+00:00`; empty for years beyond four digits.
    var text: String { parts.map { "\($0.day)T\($0.time)+00:00" } ?? "" }

    /// As a run's name has it: `2016-05-04 10:18:56`, with microseconds where there are some.
    package var name: String { parts.map { "\($0.day) \($0.time)\($0.fraction)" } ?? "" }

    private static let daySeconds = 86_400

    private var parts: (day: String, time: String, fraction: String)? {
        // Stored moments are whole milliseconds in OMERO; less than microseconds is noise.
        guard let microseconds = Int(exactly: (seconds * 1e6).rounded()) else { return nil }
        let whole = Self.floor(microseconds, 1_000_000)
        let days = Self.floor(whole, Self.daySeconds)
        let (year, month, day) = HTTPDate.civil(fromDays: days)
        guard (1...9999).contains(year) else { return nil }
        let second = whole - days * Self.daySeconds
        let clock = [second / 3600, second / 60 % 60, second % 60]
        let fraction = microseconds - whole * 1_000_000
        return (
            day: "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))",
            time: clock.map { Self.padded($0, 2) }.joined(separator: ":"),
            fraction: fraction == 0 ? "" : "." + Self.padded(fraction, 6)
        )
    }

    /// The quotient that rounds down, also before 1970.
    private static func floor(_ number: Int, _ divisor: Int) -> Int {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }

    private static func padded(_ number: Int, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - "\(number)".utf8.count)) + "\(number)"
    }
}
