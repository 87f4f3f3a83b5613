/// Bytes written in base 64 (RFC 4648 §4).
package enum Base64Text {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    package static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(3)
            rest = rest.dropFirst(3)
            var group = part.reduce(0) { $0 << 8 | Int($1) }
            group <<= 8 * (3 - part.count)
            for index in 0..<4 {
                let digit = digits[group >> (18 - 6 * index) & 63]
                text.append(index <= part.count ? digit : UInt8(ascii: "="))
            }
        }
        return text
    }
}
