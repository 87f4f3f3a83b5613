/// Dates as OME-XML has them: xsd:dateTime, such as `2010-03-02T15:08:59.5+01:00`.
enum OMEDate {
    /// Seconds since 1970, nil when the text is no date; without a zone it is taken as UTC.
    static func seconds(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A,
            bytes[16] == 0x3A, bytes[10] == 0x54 || bytes[10] == 0x20,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
            let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 25, minute < 60, second < 61
        else { return nil }
        let rest = bytes[19...]
        let fraction = rest.first == 0x2E ? rest.prefix { $0 == 0x2E || isDigit($0) } : []
        guard let zone = zoneSeconds(rest.dropFirst(fraction.count)) else { return nil }
        let days = daysSince1970(year, month, day)
        let whole = Double((days * 24 + hour) * 60 + minute) * 60 + Double(second)
        let part = fraction.count > 1 ? Double("0" + String(decoding: fraction, as: UTF8.self)) : 0
        return part.map { whole + $0 - Double(zone) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy(isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Nothing, `Z`, or hours and minutes east of Greenwich.
    private static func zoneSeconds(_ text: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(text)
        if bytes.isEmpty || bytes == [0x5A] { return 0 }
        guard bytes.count == 6, bytes[3] == 0x3A, bytes[0] == 0x2B || bytes[0] == 0x2D,
            let hours = number(bytes[1..<3]), let minutes = number(bytes[4..<6])
        else { return nil }
        return (hours * 60 + minutes) * (bytes[0] == 0x2D ? -60 : 60)
    }

    /// Days in the Gregorian calendar, counted in years that begin in March.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
