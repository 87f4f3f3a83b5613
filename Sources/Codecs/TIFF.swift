/// A plain TIFF of one picture, after TIFF 6.0: little-endian, RGB, uncompressed, in one strip.
package enum TIFF {
    private static let headerCount = 8
    private static let entryCount = 12

    /// Field types of the specification.
    private static let short: UInt16 = 3
    private static let long: UInt16 = 4

    /// Encodes interleaved 8-bit RGB.
    package static func encode(
        _ bytes: [UInt8],
        width: Int,
        height: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(bytes.count == width * height * 3)
        // Tag, type, count, value; bits lie behind the directory, for there are three of them.
        let bits = headerCount + 2 + 10 * entryCount + 4
        let strip = bits + 6
        guard let size = UInt32(exactly: bytes.count), bytes.count < Int(UInt32.max) - strip else {
            throw .beyondLimit(codec: "TIFF", limit: "4 GiB")
        }
        let entries: [(UInt16, UInt16, UInt32, UInt32)] = [
            (256, long, 1, UInt32(width)), (257, long, 1, UInt32(height)),
            (258, short, 3, UInt32(bits)), (259, short, 1, 1), (262, short, 1, 2),
            (273, long, 1, UInt32(strip)), (277, short, 1, 3), (278, long, 1, UInt32(height)),
            (279, long, 1, size), (284, short, 1, 1),
        ]
        var file: [UInt8] = Array("II".utf8) + little(UInt16(42)) + little(UInt32(headerCount))
        file.reserveCapacity(strip + bytes.count)
        file += little(UInt16(entries.count))
        for (tag, type, count, value) in entries {
            file += little(tag) + little(type) + little(count) + little(value)
        }
        file += little(UInt32(0))
        for _ in 0..<3 { file += little(UInt16(8)) }
        return file + bytes
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
