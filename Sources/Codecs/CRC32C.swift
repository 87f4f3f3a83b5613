/// The checksum with Castagnoli's polynomial (RFC 3720 §12.1), as Zarr puts it behind bytes.
package enum CRC32C {
    private static let checksumBytes = 4

    /// The bytes before the checksum, once it is found to be theirs.
    package static func verified(_ bytes: [UInt8]) throws(CodecError) -> [UInt8] {
        guard bytes.count >= checksumBytes else {
            throw .malformed(codec: "CRC-32C", reason: "no room for a checksum")
        }
        let count = bytes.count - checksumBytes
        let stored = bytes[count...].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let own = checksum(bytes, count: count)
        guard stored == own else {
            throw .malformed(codec: "CRC-32C", reason: "a checksum of other bytes")
        }
        return Array(bytes.prefix(count))
    }

    /// The checksum of the first bytes.
    package static func checksum(_ bytes: [UInt8], count: Int) -> UInt32 {
        let tables = Self.tables
        var remainder = ~UInt32(0)
        var index = 0
        // Eight bytes at a time, each with the table for its distance from the end of them.
        while index + 8 <= count {
            let low = remainder ^ word(bytes, index)
            let high = word(bytes, index + 4)
            remainder =
                tables[7 << 8 | Int(low & 0xFF)] ^ tables[6 << 8 | Int(low >> 8 & 0xFF)]
                ^ tables[5 << 8 | Int(low >> 16 & 0xFF)] ^ tables[4 << 8 | Int(low >> 24)]
            remainder ^=
                tables[3 << 8 | Int(high & 0xFF)] ^ tables[2 << 8 | Int(high >> 8 & 0xFF)]
                ^ tables[1 << 8 | Int(high >> 16 & 0xFF)] ^ tables[Int(high >> 24)]
            index += 8
        }
        while index < count {
            remainder = remainder >> 8 ^ tables[Int((remainder ^ UInt32(bytes[index])) & 0xFF)]
            index += 1
        }
        return ~remainder
    }

    private static func word(_ bytes: [UInt8], _ index: Int) -> UInt32 {
        UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
            | UInt32(bytes[index + 3]) << 24
    }

    /// Eight tables of 256: the remainder of a byte that 0 to 7 zeros follow.
    private static let tables: [UInt32] = {
        let reversedPolynomial: UInt32 = 0x82F6_3B78
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                let isOdd = remainder & 1 == 1
                remainder = remainder >> 1 ^ (isOdd ? reversedPolynomial : 0)
            }
            tables[byte] = remainder
        }
        for index in 256..<(8 * 256) {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()
}
