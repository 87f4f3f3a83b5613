/// Dates as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
package enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The text of a moment in seconds since 1970.
    package static func text(unixSeconds: Int) -> String {
        let day = (unixSeconds - (unixSeconds < 0 ? 86_399 : 0)) / 86_400
        let second = unixSeconds - day * 86_400
        let (year, month, dayOfMonth) = civil(fromDays: day)
        let weekday = days[((day % 7) + 7) % 7]
        return "\(weekday), \(two(dayOfMonth)) \(months[month - 1]) \(four(year))"
            + " \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) GMT"
    }

    /// Seconds since 1970 of a date in one of the three forms that are to be understood; else nil.
    ///
    /// A second of 60 is the leap second, counted as the next minute's first.
    package static func unixSeconds(_ text: String) -> Int? {
        let words = text.split(separator: " ").map(String.init)
        switch words.count {
        case 6 where words[5] == "GMT" && words[0].hasSuffix(","):
            return seconds(day: words[1], month: words[2], year: words[3], clock: words[4])
        case 5:
            // Sun Nov  6 08:49:37 1994
            return seconds(day: words[2], month: words[1], year: words[4], clock: words[3])
        case 4 where words[3] == "GMT" && words[0].hasSuffix(","):
            // Sunday, 06-Nov-94 08:49:37 GMT
            let date = words[1].split(separator: "-").map(String.init)
            guard date.count == 3, date[2].utf8.count == 2 else { return nil }
            let century = date[2] < "70" ? "20" : "19"
            return seconds(day: date[0], month: date[1], year: century + date[2], clock: words[2])
        default: return nil
        }
    }

    /// Seconds since 1970 at the beginning of a day; nil for days that are in no calendar.
    package static func unixSeconds(year: Int, month: Int, day: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = days(year: year, month: month, day: day)
        guard civil(fromDays: days) == (year, month, day) else { return nil }
        return days * 86_400
    }

    private static func seconds(day: String, month: String, year: String, clock: String) -> Int? {
        let times = clock.split(separator: ":").map { digits(String($0)) }
        guard let day = digits(day), let year = digits(year), (1970...9999).contains(year),
            let month = months.firstIndex(of: month), times.count == 3,
            let hour = times[0], let minute = times[1], let second = times[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = days(year: year, month: month + 1, day: day)
        // The 31st of a month of 30 days would be another day.
        guard civil(fromDays: days) == (year, month + 1, day) else { return nil }
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func digits(_ text: String) -> Int? {
        guard (1...4).contains(text.utf8.count) else { return nil }
        let utf8 = text.utf8
        return utf8.span.integer(in: 0..<utf8.count)
    }

    /// Days since 1970 to year, month and day, in years that begin in March.
    package static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func four(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 4 - "\(number)".utf8.count)) + "\(number)"
    }
}

/// The bytes of a `Date` field's value, which a worker makes once a second.
package struct HTTPDateText: Sendable {
    let bytes: [UInt8]

    package init(unixSeconds: Int) {
        bytes = Array(HTTPDate.text(unixSeconds: unixSeconds).utf8)
    }
}
