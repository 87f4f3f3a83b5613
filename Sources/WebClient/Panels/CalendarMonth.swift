import HTTP

/// A month of the calendar of universal time, by days that count from 1970.
struct CalendarMonth: Equatable {
    let year: Int
    /// From 1.
    let month: Int
    /// All of its days.
    let days: Range<Int>

    private static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let daySeconds = 86_400

    /// Nil for what is in no calendar: years have four digits.
    init?(year: Int, month: Int) {
        guard let start = Self.day(year, month, 1) else { return nil }
        let last = (28...31).last { Self.day(year, month, $0) != nil }
        self.year = year
        self.month = month
        days = start..<(start + (last ?? 0))
    }

    /// The month in which a moment lies; nil as above.
    init?(ofSeconds seconds: Int) {
        let (year, month, _) = HTTPDate.civil(fromDays: seconds / Self.daySeconds)
        self.init(year: year, month: month)
    }

    /// The number of a day; nil where there is none.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        HTTPDate.unixSeconds(year: year, month: month, day: day).map { $0 / daySeconds }
    }

    var name: String { "\(Self.names[month - 1]) \(year)" }

    var previous: CalendarMonth? {
        CalendarMonth(year: month > 1 ? year : year - 1, month: month > 1 ? month - 1 : 12)
    }

    var next: CalendarMonth? {
        CalendarMonth(year: month < 12 ? year : year + 1, month: month < 12 ? month + 1 : 1)
    }

    /// Weeks from Monday on; nil in the place of days of other months.
    var weeks: [[Int?]] {
        // 1970 began on a Thursday.
        let shift = ((days.lowerBound + 3) % 7 + 7) % 7
        let first = days.lowerBound - shift
        return stride(from: first, to: days.upperBound, by: 7).map { monday in
            (monday..<monday + 7).map { days.contains($0) ? $0 : nil }
        }
    }
}
