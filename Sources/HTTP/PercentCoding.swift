/// Percent-encoding (RFC 3986 §2.1), decoded once and strictly.
package enum PercentCoding {
    /// The text behind an encoded one; nil when an escape is malformed or the bytes are no UTF-8.
    package static func decode(_ text: Substring, plusIsBlank: Bool = false) -> String? {
        let utf8 = text.utf8
        let bytes = utf8.span
        return decode(bytes, 0..<bytes.count, plusIsBlank: plusIsBlank)
    }

    static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, plusIsBlank: Bool) -> String? {
        var index = range.lowerBound
        while index < range.upperBound, !isCoded(bytes[index], plusIsBlank) { index &+= 1 }
        if index == range.upperBound { return bytes.text(in: range) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == 0x25 {
                let digits = (index + 1)..<(index + 3)
                guard digits.upperBound <= range.upperBound,
                    bytes.consists(of: ByteClass.hexDigit, in: digits)
                else { return nil }
                let value = bytes[index + 1].hexValue << 4 | bytes[index + 2].hexValue
                decoded.append(UInt8(value))
                index += 3
            } else {
                decoded.append(plusIsBlank && byte == 0x2B ? 0x20 : byte)
                index += 1
            }
        }
        return decoded.span.text(in: 0..<decoded.count)
    }

    private static func isCoded(_ byte: UInt8, _ plusIsBlank: Bool) -> Bool {
        byte == 0x25 || plusIsBlank && byte == 0x2B
    }

    /// The text with everything but unreserved characters and those of `keep` escaped.
    package static func encode(_ text: String, keep: String = "") -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            let isUnreserved = ByteClass.table[Int(byte)] & ByteClass.unreserved != 0
            if isUnreserved || keep.utf8.contains(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
