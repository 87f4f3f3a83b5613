/// Percent-encoding (RFC 3986 §2.1), decoded once and strictly.
package enum PercentCoding {
    /// The text behind an encoded one; nil when an escape is malformed or the bytes are no UTF-8.
    package static func decode(_ text: Substring, plusIsBlank: Bool = false) -> String? {
        let bytes = text.utf8
        if !bytes.contains(where: { $0 == 0x25 || plusIsBlank && $0 == 0x2B }) {
            return String(text)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            if byte == 0x25 {
                guard let high = iterator.next(), let low = iterator.next(),
                    ByteClass.table[Int(high)].contains(.hexDigit),
                    ByteClass.table[Int(low)].contains(.hexDigit)
                else { return nil }
                decoded.append(UInt8(high.hexValue << 4 | low.hexValue))
            } else {
                decoded.append(plusIsBlank && byte == 0x2B ? 0x20 : byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    /// The text with everything but unreserved characters and those of `keep` escaped.
    package static func encode(_ text: String, keep: String = "") -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            let isUnreserved =
                ByteClass.table[Int(byte)].contains(.token)
                && !"!#$%&'*+^`|".utf8.contains(byte)
            if isUnreserved || keep.utf8.contains(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                let digits = Array("0123456789ABCDEF".utf8)
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
