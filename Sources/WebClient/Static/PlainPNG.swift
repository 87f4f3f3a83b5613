import Codecs

/// A small picture of a few colours as PNG (W3C PNG, third edition), not compressed.
struct PlainPNG {
    /// Red, green, blue and alpha of each index.
    let palette: [(UInt8, UInt8, UInt8, UInt8)]
    /// Rows of indices, all of one length.
    let rows: [[UInt8]]

    var bytes: [UInt8] {
        let width = rows.first?.count ?? 0
        let header = Self.number(width) + Self.number(rows.count) + [8, 3, 0, 0, 0]
        return PNG.signature
            + Self.chunk("IHDR", header)
            + Self.chunk("PLTE", palette.flatMap { [$0.0, $0.1, $0.2] })
            + Self.chunk("tRNS", palette.map(\.3))
            + Self.chunk("IDAT", stream)
            + Self.chunk("IEND", [])
    }

    /// A zlib stream of one stored block (RFC 1950, RFC 1951 §3.2.4), which holds 65,535 bytes.
    private var stream: [UInt8] {
        let raw: [UInt8] = rows.flatMap { row -> [UInt8] in [0] + row }
        let length = UInt16(raw.count)
        let lengths = [length, ~length].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [0x78, 0x01, 0x01] + lengths + raw + Self.number(Self.adler(raw))
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let content = Array(type.utf8) + data
        return number(data.count) + content + number(Int(checksum(content)))
    }

    /// Four bytes, the highest first.
    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func adler(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    /// The cyclic redundancy check of ISO 3309, bit by bit: icons are small.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return ~remainder
    }
}
