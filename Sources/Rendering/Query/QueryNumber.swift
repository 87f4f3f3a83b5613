/// Numbers as the parameters of a query write them: blanks around them are allowed, as in Python.
enum QueryNumber {
    static func integer(_ text: Substring) -> Int? { Int(trimmed(text)) }

    /// A finite decimal number; neither hexadecimal nor a word such as `nan`.
    static func decimal(_ text: Substring) -> Double? {
        let text = trimmed(text)
        guard !text.isEmpty, text.utf8.allSatisfy(isDecimal), let number = Double(text),
            number.isFinite
        else { return nil }
        return number
    }

    private static func isDecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return start[...last]
    }
}
