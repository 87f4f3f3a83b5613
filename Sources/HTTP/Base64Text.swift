/// Bytes written in base 64 (RFC 4648 §4).
package enum Base64Text {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// An array and no collection of any kind: pictures are written so, fifty in one answer, and a
    /// generic loop that is not compiled for arrays takes a hundred times as long.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(bytes.count - start, 3)
            var group = 0
            for index in 0..<3 {
                group = group << 8 | (index < count ? Int(bytes[start + index]) : 0)
            }
            for index in 0..<4 {
                let digit = digits[group >> (18 - 6 * index) & 63]
                text.append(index <= count ? digit : UInt8(ascii: "="))
            }
        }
        return text
    }
}
