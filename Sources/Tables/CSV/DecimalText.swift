/// Numbers in decimal digits, read where they lie: a text of its own for each would take most of the
/// time of an import.
enum DecimalText {
    /// A whole number with or without a sign; nil for anything else and for what is too large.
    static func long(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        let span = bytes.span
        var place = range.lowerBound
        let isNegative = place < range.upperBound && span[place] == UInt8(ascii: "-")
        if place < range.upperBound, isNegative || span[place] == UInt8(ascii: "+") { place += 1 }
        guard place < range.upperBound else { return nil }
        // The digits are subtracted, since the least number has no positive one beside it.
        var number = 0
        while place < range.upperBound {
            guard let digit = digit(span[place]) else { return nil }
            let (tenfold, isBeyond) = number.multipliedReportingOverflow(by: 10)
            let (next, isBelow) = tenfold.subtractingReportingOverflow(digit)
            guard !isBeyond, !isBelow else { return nil }
            number = next
            place += 1
        }
        guard !isNegative else { return number }
        return number == Int.min ? nil : -number
    }

    /// A number as `1.5`, `-2e8`, `nan` or `inf`; nil for anything else.
    static func double(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        if let number = exact(bytes, range) { return number }
        let text = String(decoding: bytes[range], as: UTF8.self)
        let isPlain = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
        let isWord = ["nan", "inf", "-inf", "+inf"].contains(text.lowercased())
        return isPlain || isWord ? Double(text) : nil
    }

    /// Digits and a point, so few that both they and the power of ten are exact: then the quotient is
    /// the nearest number (Clinger, "How to read floating point numbers accurately").
    private static func exact(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        let span = bytes.span
        var place = range.lowerBound
        let isNegative = place < range.upperBound && span[place] == UInt8(ascii: "-")
        if isNegative { place += 1 }
        guard range.upperBound - place <= digitsMax + 1 else { return nil }
        var (digits, digitCount, point) = (0, 0, -1)
        while place < range.upperBound {
            if let digit = digit(span[place]) {
                digits = digits * 10 + digit
                digitCount += 1
            } else {
                guard span[place] == UInt8(ascii: "."), point < 0, digitCount > 0 else {
                    return nil
                }
                point = digitCount
            }
            place += 1
        }
        let decimals = point < 0 ? 0 : digitCount - point
        guard (1...digitsMax).contains(digitCount), point < 0 || decimals > 0 else { return nil }
        let number = Double(digits) / powersOfTen[decimals]
        return isNegative ? -number : number
    }

    /// So many digits are below 2⁵³.
    private static let digitsMax = 15
    private static let powersOfTen: [Double] = (0...digitsMax).map { count in
        (0..<count).reduce(1) { power, _ in power * 10 }
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> Int? {
        let digit = byte &- UInt8(ascii: "0")
        return digit < 10 ? Int(digit) : nil
    }
}
