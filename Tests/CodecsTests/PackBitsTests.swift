import Testing

@testable import Codecs

@Suite struct `PackBits codec` {
    @Test func `the example of Apple's note is decoded`() {
        let encoded: [UInt8] = [
            0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7,
            0xAA,
        ]
        let decoded: [UInt8] =
            [0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0x22]
            + [UInt8](repeating: 0xAA, count: 10)
        #expect(PackBits.decode(encoded, countMax: 24) == decoded)
    }

    @Test func `decoding gives back what was encoded`() {
        let bytes = (0..<3000).map { UInt8(truncatingIfNeeded: $0 % 97 < 40 ? 5 : $0) }
        #expect(PackBits.decode(PackBits.encode(bytes), countMax: bytes.count) == bytes)
        #expect(PackBits.encode([]).isEmpty)
    }

    @Test func `no more than the count comes out`() {
        #expect(
            PackBits.decode([0x81, 1, 0x81, 2], countMax: 130) == [UInt8](repeating: 1, count: 128)
                + [2, 2]
        )
    }

    @Test func `a truncated stream gives what came before`() {
        #expect(PackBits.decode([5, 1, 2], countMax: 10) == [1, 2])
        #expect(PackBits.decode([0x81], countMax: 10) == [])
    }

    @Test func `minus 128 means nothing`() {
        #expect(PackBits.decode([0x80, 0x00, 0x07], countMax: 10) == [7])
    }
}
