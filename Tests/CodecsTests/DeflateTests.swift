import Testing

@testable import Codecs

@Suite struct `Deflate codec` {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

    @Test(arguments: [0, 1, 6, 9]) func `decoding gives back what was encoded`(level: Int) throws {
        let encoded = try Deflate.encode(bytes, level: level)
        #expect(try Deflate.decode(encoded, countMax: bytes.count) == bytes)
    }

    @Test func `a stream of another program is decoded`() throws {
        // zlib.compress(b"hello hello hello hello") of Python.
        let encoded: [UInt8] = [
            0x78, 0x9C, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0x01, 0x68, 0x03,
            0x08, 0xB1,
        ]
        let decoded = try Deflate.decode(encoded, countMax: 23)
        #expect(String(decoding: decoded, as: UTF8.self) == "hello hello hello hello")
    }

    @Test func `what comes beyond the count is left out`() throws {
        let encoded = try Deflate.encode(bytes)
        #expect(try Deflate.decode(encoded, countMax: 100) == Array(bytes[..<100]))
    }

    @Test func `a small stream of a large text decodes no further than asked`() throws {
        let encoded = try Deflate.encode([UInt8](repeating: 0, count: 8 << 20), level: 9)
        #expect(encoded.count < 10_000)
        #expect(try Deflate.decode(encoded, countMax: 1000).count == 1000)
    }

    @Test func `a truncated stream is an error`() throws {
        let encoded = try Deflate.encode(bytes)
        #expect(throws: CodecError.self) {
            try Deflate.decode(Array(encoded.dropLast(20)), countMax: bytes.count)
        }
        #expect(throws: CodecError.self) { try Deflate.decode([], countMax: 10) }
    }

    @Test func `changed bytes are an error or other bytes, never a crash`() throws {
        let encoded = try Deflate.encode(bytes)
        for index in encoded.indices {
            var damaged = encoded
            damaged[index] ^= 0x55
            do {
                #expect(try Deflate.decode(damaged, countMax: bytes.count).count <= bytes.count)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
