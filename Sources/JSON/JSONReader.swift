/// Reads one JSON document, RFC 8259, within limits.
package struct JSONReader {
    /// Longest document that is read where nothing else is said.
    package static let bytesMax = 4 << 20
    /// Lists and objects within each other.
    static let depthMax = 64

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The document; nil when the text is none.
    package static func document(_ text: String) -> JSONValue? { document(Array(text.utf8)) }

    /// The document; nil when the bytes are none, or beyond the limits.
    package static func document(
        _ bytes: [UInt8],
        bytesMax: Int = JSONReader.bytesMax
    ) -> JSONValue? {
        guard bytes.count <= bytesMax else { return nil }
        var reader = JSONReader(bytes: bytes)
        guard let value = reader.value() else { return nil }
        reader.skipBlanks()
        return reader.index == reader.bytes.count ? value : nil
    }

    private mutating func value() -> JSONValue? {
        skipBlanks()
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "\""): return string().map(JSONValue.string)
        case UInt8(ascii: "["): return nested { $0.array() }
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "t"): return word("true", .boolean(true))
        case UInt8(ascii: "f"): return word("false", .boolean(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func nested(_ read: (inout Self) -> JSONValue?) -> JSONValue? {
        guard depth < Self.depthMax else { return nil }
        depth += 1
        defer { depth -= 1 }
        index += 1
        return read(&self)
    }

    private mutating func array() -> JSONValue? {
        var elements: [JSONValue] = []
        if take("]") { return .array([]) }
        while let element = value() {
            elements.append(element)
            if take("]") { return .array(elements) }
            guard take(",") else { return nil }
        }
        return nil
    }

    private mutating func object() -> JSONValue? {
        var members: [JSONValue.Member] = []
        if take("}") { return .object([]) }
        while isAt("\""), let name = string() {
            guard take(":"), let value = value() else { return nil }
            members.append(JSONValue.Member(name, value))
            if take("}") { return .object(members) }
            guard take(",") else { return nil }
        }
        return nil
    }

    private mutating func skipBlanks() {
        while index < bytes.count, " \n\r\t".utf8.contains(bytes[index]) { index += 1 }
    }

    private mutating func isAt(_ character: Character) -> Bool {
        skipBlanks()
        return index < bytes.count && bytes[index] == character.asciiValue
    }

    private mutating func take(_ character: Character) -> Bool {
        guard isAt(character) else { return false }
        index += 1
        return true
    }

    private mutating func word(_ word: String, _ value: JSONValue) -> JSONValue? {
        guard bytes[index...].starts(with: word.utf8) else { return nil }
        index += word.utf8.count
        return value
    }

    private mutating func number() -> JSONValue? {
        let start = index
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = digits()
        guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else {
            return nil
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard !digits().isEmpty else { return nil }
        }
        if index < bytes.count, "eE".utf8.contains(bytes[index]) {
            index += 1
            if index < bytes.count, "+-".utf8.contains(bytes[index]) { index += 1 }
            guard !digits().isEmpty else { return nil }
        }
        return .number(digits: String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        return bytes[start..<index]
    }

    private mutating func string() -> String? {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escape() else { return nil }
                text.append(contentsOf: escaped)
            case 0..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    /// Characters after a backslash and the bytes they stand for.
    private static let escapes: [UInt8: UInt8] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
        0x74: 0x09,
    ]

    private mutating func escape() -> [UInt8]? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        index += 1
        if let character = Self.escapes[byte] { return [character] }
        guard byte == UInt8(ascii: "u"), let first = unit() else { return nil }
        guard UTF16.isLeadSurrogate(first) else {
            return String(validating: [first], as: UTF16.self).map { Array($0.utf8) }
        }
        guard bytes[index...].starts(with: "\\u".utf8) else { return nil }
        index += 2
        guard let second = unit() else { return nil }
        return String(validating: [first, second], as: UTF16.self).map { Array($0.utf8) }
    }

    /// Four hexadecimal digits.
    private mutating func unit() -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[index..<(index + 4)] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        index += 4
        return unit
    }
}
