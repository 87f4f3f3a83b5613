/// FNV-1a with 128 bits: tells states and settings apart.
///
/// It is no protection against somebody who wants two inputs to collide, so nothing that must not
/// be confused between images is told apart by it alone.
package struct Digest {
    private static let prime: UInt128 = 1 << 88 + 0x13b
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    mutating func add(_ byte: UInt8) {
        state = (state ^ UInt128(byte)) &* Self.prime
    }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            add(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }

    /// The digest of some bytes as 32 hexadecimal digits.
    package static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
        var digest = Digest()
        digest.add(bytes)
        return digest.hexadecimal
    }

    /// 32 digits.
    var hexadecimal: String {
        var digits = [UInt8](repeating: 0, count: 32)
        for index in digits.indices {
            let digit = UInt8(truncatingIfNeeded: state >> UInt128(124 - 4 * index)) & 15
            digits[index] = digit < 10 ? 0x30 + digit : 0x61 - 10 + digit
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
