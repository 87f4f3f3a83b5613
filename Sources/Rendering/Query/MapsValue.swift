/// The JSON values that the parameter `maps` is made of (RFC 8259), read within limits.
indirect enum MapsValue: Hashable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([MapsValue])
    case object([String: MapsValue])

    static let depthMax = 8
    static let bytesMax = 1 << 20

    /// Nil unless the text is exactly one value.
    static func parse(_ text: String) -> MapsValue? {
        guard text.utf8.count <= bytesMax else { return nil }
        var reader = MapsReader(Array(text.utf8))
        guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
        return value
    }

    /// The member of an object; nil also when this is none.
    subscript(_ name: String) -> MapsValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }
}

private struct MapsReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func isAtEnd() -> Bool {
        skipBlanks()
        return position == bytes.count
    }

    mutating func value(depth: Int) -> MapsValue? {
        guard depth < MapsValue.depthMax else { return nil }
        skipBlanks()
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "\""): return string().map(MapsValue.string)
        case UInt8(ascii: "t"): return word("true", .boolean(true))
        case UInt8(ascii: "f"): return word("false", .boolean(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func array(_ depth: Int) -> MapsValue? {
        position += 1
        var items: [MapsValue] = []
        if take("]") { return .array(items) }
        repeat {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
        } while take(",")
        return take("]") ? .array(items) : nil
    }

    private mutating func object(_ depth: Int) -> MapsValue? {
        position += 1
        var members: [String: MapsValue] = [:]
        if take("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard let name = string(), take(":"), let member = value(depth: depth + 1) else {
                return nil
            }
            members[name] = member
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    /// Text without `\u` escapes: no name or value that means anything here needs one.
    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
            guard byte >= UInt8(ascii: " ") else { return nil }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let escaped = escape() else { return nil }
            text.append(escaped)
        }
        return nil
    }

    private mutating func escape() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        switch bytes[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return bytes[position]
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "f"): return 12
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "t"): return 9
        default: return nil
        }
    }

    private mutating func number() -> MapsValue? {
        let start = position
        while position < bytes.count, !Self.endsNumber.contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return QueryNumber.decimal(text[...]).map(MapsValue.number)
    }

    private static let endsNumber = Set(" \t\r\n,]}".utf8)

    private mutating func word(_ word: StaticString, _ value: MapsValue) -> MapsValue? {
        let expected = Array("\(word)".utf8)
        guard bytes[position...].starts(with: expected) else { return nil }
        position += expected.count
        return value
    }

    /// Consumes a mark and the blanks before it, or nothing but blanks.
    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [9, 10, 13, 32].contains(bytes[position]) { position += 1 }
    }
}
