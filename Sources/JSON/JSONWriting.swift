extension JSONValue {
    /// How a document is spelled; what it means stays the same.
    package enum Style: Sendable {
        /// Without blanks, and with `<`, `>` and `&` escaped for pages that embed it.
        case compact
        /// With a blank behind commas and colons, as OMERO writes its settings.
        case spaced
    }

    /// The document as compact UTF-8.
    package var bytes: [UInt8] { bytes(.compact) }

    package func bytes(_ style: Style) -> [UInt8] {
        var writer = JSONWriter(style)
        writer.write(self)
        return writer.bytes
    }

    package func text(_ style: Style = .compact) -> String {
        String(decoding: bytes(style), as: UTF8.self)
    }
}

private struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let style: JSONValue.Style
    private let comma: String
    private let colon: String

    init(_ style: JSONValue.Style) {
        self.style = style
        comma = style == .spaced ? ", " : ","
        colon = style == .spaced ? ": " : ":"
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .boolean(let truth): append(truth ? "true" : "false")
        case .number(let digits): append(digits)
        case .string(let text): write(text)
        case .array(let elements):
            write(elements, between: "[", "]") { $0.write($1) }
        case .object(let members):
            write(members, between: "{", "}") { writer, member in
                writer.write(member.name)
                writer.append(writer.colon)
                writer.write(member.value)
            }
        }
    }

    private mutating func write<Item>(
        _ items: [Item],
        between opening: String,
        _ closing: String,
        writeItem: (inout Self, Item) -> Void
    ) {
        append(opening)
        for (index, item) in items.enumerated() {
            if index > 0 { append(comma) }
            writeItem(&self, item)
        }
        append(closing)
    }

    /// A string with the escapes of RFC 8259 §7.
    private mutating func write(_ text: String) {
        append("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<0x20, 0x7F: appendEscape(byte)
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                if style == .compact { appendEscape(byte) } else { bytes.append(byte) }
            default: bytes.append(byte)
            }
        }
        append("\"")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        append("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
