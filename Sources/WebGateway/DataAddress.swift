/// Bytes written into an address of their own (RFC 2397), in base 64 (RFC 4648 §4).
package enum DataAddress {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    package static func text(_ mediaType: String, _ bytes: [UInt8]) -> String {
        "data:\(mediaType);base64," + String(decoding: base64(bytes), as: UTF8.self)
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] {
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
