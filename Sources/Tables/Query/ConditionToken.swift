/// A word of a condition.
enum ConditionToken: Equatable {
    case name(String)
    case integer(Int)
    case double(Double)
    case text(String)
    /// An operator, bracket or comma.
    case sign(String)
    case end
}

/// Parts a condition into words, as Python does.
struct ConditionScanner {
    private let bytes: [UInt8]
    private(set) var index = 0

    init(_ text: String) throws(ConditionError) {
        bytes = Array(text.utf8)
        guard bytes.count <= ConditionLimits.bytesMax else {
            throw ConditionError(
                ConditionLimits.bytesMax,
                "a condition has at most \(ConditionLimits.bytesMax) bytes"
            )
        }
    }

    /// The next word, and where it begins (from 1).
    mutating func next() throws(ConditionError) -> (token: ConditionToken, position: Int) {
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        let position = index + 1
        guard index < bytes.count else { return (.end, position) }
        let byte = bytes[index]
        if Self.isNameStart(byte) { return (name(), position) }
        if Self.isDigit(byte) || byte == UInt8(ascii: ".") { return (try number(), position) }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            return (try quoted(byte), position)
        }
        return (try sign(), position)
    }

    private mutating func name() -> ConditionToken {
        let start = index
        while index < bytes.count, Self.isNameStart(bytes[index]) || Self.isDigit(bytes[index]) {
            index += 1
        }
        return .name(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func number() throws(ConditionError) -> ConditionToken {
        let start = index
        while index < bytes.count, isPartOfNumber(from: start) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let number = Int(text) { return .integer(number) }
        guard let number = Double(text), !text.utf8.allSatisfy(Self.isDigit) else {
            throw ConditionError(start + 1, "'\(text.prefix(40))' is no number")
        }
        return .double(number)
    }

    private func isPartOfNumber(from start: Int) -> Bool {
        let byte = bytes[index]
        let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        if isSign { return index > start && bytes[index - 1] | 0x20 == UInt8(ascii: "e") }
        return Self.isDigit(byte) || byte == UInt8(ascii: ".") || Self.isNameStart(byte)
    }

    /// A text in quotation marks, with a backslash before marks, backslashes, `n`, `r` and `t`.
    private mutating func quoted(_ mark: UInt8) throws(ConditionError) -> ConditionToken {
        let start = index
        index += 1
        var text: [UInt8] = []
        while index < bytes.count, bytes[index] != mark {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
                guard index < bytes.count, let byte = Self.escapes[bytes[index]] else {
                    throw ConditionError(index, "a backslash before nothing it can stand before")
                }
                text.append(byte)
            } else {
                text.append(bytes[index])
            }
            index += 1
        }
        guard index < bytes.count else { throw ConditionError(start + 1, "a text without its end") }
        index += 1
        return .text(String(decoding: text, as: UTF8.self))
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private static let signs = [
        "**", "==", "!=", "<=", ">=", "<", ">", "&", "|", "^", "~", "(", ")", "+", "-", "*", "/",
        "%", ",",
    ]

    private mutating func sign() throws(ConditionError) -> ConditionToken {
        for sign in Self.signs where bytes[index...].starts(with: sign.utf8) {
            index += sign.utf8.count
            return .sign(sign)
        }
        let byte = bytes[index]
        let word = (0x21..<0x7F).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "this"
        throw ConditionError(index + 1, "\(word) means nothing in a condition")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }
}
