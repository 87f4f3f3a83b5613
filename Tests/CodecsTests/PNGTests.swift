import Testing

@testable import Codecs

@Suite struct `PNG codec` {
    let bytes = (0..<(20 * 10 * 3)).map { UInt8(truncatingIfNeeded: $0 * 7) }

    @Test(arguments: [1, 3]) func `decoding gives back what was encoded`(samples: Int) throws {
        let pixels = Array(bytes.prefix(20 * 10 * samples))
        let encoded = try PNG.encode(pixels, width: 20, height: 10, samplesPerPixel: samples)
        let picture = try PNG.decode(encoded, pixelsMax: 200)
        #expect(picture.bytes == pixels)
        #expect(picture.width == 20)
        #expect(picture.height == 10)
        #expect(picture.samplesPerPixel == samples)
        #expect(picture.bitsPerSample == 8)
    }

    @Test func `the size is known without decoding`() throws {
        let encoded = try PNG.encode(bytes, width: 20, height: 10, samplesPerPixel: 3)
        #expect(try PNG.size(of: encoded) == (20, 10, 3, 8))
    }

    @Test func `sixteen bits come in the machine's byte order`() throws {
        let picture = try PNG.decode(sixteenBitPixel, pixelsMax: 1)
        #expect(picture.bitsPerSample == 16)
        #expect(picture.samplesPerPixel == 1)
        #expect(SampleBytes.numbers(picture.bytes, as: UInt16.self) == [0x1234])
    }

    @Test func `a picture beyond the limit is refused before it is decoded`() throws {
        let encoded = try PNG.encode(bytes, width: 20, height: 10, samplesPerPixel: 3)
        #expect(throws: CodecError.beyondLimit(codec: "PNG", limit: "199 pixels")) {
            try PNG.decode(encoded, pixelsMax: 199)
        }
    }

    @Test func `truncated and changed files are errors or pictures, never a crash`() throws {
        let encoded = try PNG.encode(bytes, width: 20, height: 10, samplesPerPixel: 3)
        #expect(throws: CodecError.self) {
            try PNG.decode(Array(encoded.prefix(encoded.count / 2)), pixelsMax: 1 << 20)
        }
        for index in encoded.indices {
            var damaged = encoded
            damaged[index] ^= 0x11
            do {
                let picture = try PNG.decode(damaged, pixelsMax: 1 << 20)
                #expect(
                    picture.bytes.count == picture.width * picture.height * picture.samplesPerPixel
                )
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    /// One grey pixel of 16 bits, as Python's zlib and struct write it by hand.
    private var sixteenBitPixel: [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + [
                0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01,
                0x00, 0x00, 0x00, 0x01, 0x10, 0x00, 0x00, 0x00, 0x00, 0x6A, 0xEE, 0x47,
                0x16, 0x00, 0x00, 0x00, 0x0B, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63,
                0x10, 0x32, 0x01, 0x00, 0x00, 0x5B, 0x00, 0x47, 0x96, 0xFB, 0x1B, 0x65,
                0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
            ]
    }
}
