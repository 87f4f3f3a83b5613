import TestSupport
import Testing

@testable import Codecs

/// The codecs of one piece of bytes at a time, with streams that other programs wrote.
@Suite struct `Stream codecs` {
    struct Codec: Sendable, CustomTestStringConvertible {
        let name: String
        /// Whether a stream that holds more than is wanted is cut off, and not refused.
        var isCutOff = false
        let decode: @Sendable (_ bytes: [UInt8], _ countMax: Int) throws -> [UInt8]

        var testDescription: String { name }
    }

    static let codecs: [Codec] =
        CompressedSamples.blosc.map { name in
            Codec(name: name) { try Blosc.decode($0, countMax: $1) }
        } + [
            Codec(name: "zlib", isCutOff: true) { try Deflate.decode($0, countMax: $1) },
            Codec(name: "gzip", isCutOff: true) { try Deflate.decode($0, countMax: $1, .gzip) },
            Codec(name: "Zstandard", isCutOff: true) { try Zstandard.decode($0, countMax: $1) },
            Codec(name: "bzip2", isCutOff: true) { try BZip2.decode($0, countMax: $1) },
            Codec(name: "LZ4") { try LZ4.decode($0, countMax: $1) },
            Codec(name: "xz") { try LZMA.decode($0, countMax: $1) },
        ]

    private let bytes = CompressedSamples.bytes

    @Test(arguments: codecs) func `a stream of another program is decoded`(codec: Codec) throws {
        let stream = try CompressedSamples.compressed(codec.name)
        #expect(try codec.decode(stream, bytes.count) == bytes)
        #expect(try codec.decode(stream, bytes.count + 1) == bytes)
    }

    @Test(arguments: codecs) func `more than is wanted is cut off or refused`(
        codec: Codec
    ) throws {
        let stream = try CompressedSamples.compressed(codec.name)
        let countMax = bytes.count - 1
        if codec.isCutOff {
            #expect(try codec.decode(stream, countMax) == Array(bytes.prefix(countMax)))
        } else {
            #expect(throws: CodecError.self) { try codec.decode(stream, countMax) }
        }
    }

    @Test(arguments: codecs) func `a stream that ends too early is refused, wherever it ends`(
        codec: Codec
    ) throws {
        let stream = try CompressedSamples.compressed(codec.name)
        for count in stream.indices {
            #expect(throws: CodecError.self, "\(count) of \(stream.count) bytes") {
                // One more than there are: a stream is not done because the place is full.
                try codec.decode(Array(stream.prefix(count)), bytes.count + 1)
            }
        }
    }

    @Test(arguments: codecs) func `a damaged stream is refused or decodes to no more than asked`(
        codec: Codec
    ) throws {
        let stream = try CompressedSamples.compressed(codec.name)
        for index in stream.indices {
            for mask: UInt8 in [0x01, 0x80, 0xFF] {
                var damaged = stream
                damaged[index] ^= mask
                do {
                    #expect(try codec.decode(damaged, bytes.count).count <= bytes.count)
                } catch let error as CodecError {
                    #expect(!error.description.isEmpty)
                }
            }
        }
    }

    @Test func `frames of Zstandard are decoded one by one, and refused when they do not fit`()
        throws
    {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 / 3) }
        let stream = try Zstandard.encode(bytes, inFramesOf: 300)
        #expect(try Zstandard.decode(stream, countMax: bytes.count) == bytes)
        var asked: [Range<Int>] = []
        let part = try Zstandard.decode(stream, count: bytes.count) { range in
            asked.append(range)
            return range.contains(700)
        }
        #expect(asked == [0..<300, 300..<600, 600..<900, 900..<1000])
        #expect(part[600..<900] == bytes[600..<900] && part[..<600].allSatisfy { $0 == 0 })
        for count in [999, 1001] {
            #expect(throws: CodecError.self) {
                try Zstandard.decode(stream, count: count) { _ in true }
            }
        }
        #expect(throws: CodecError.self) {
            try Zstandard.decode(Array(stream.dropLast()), count: 1000) { _ in false }
        }
        #expect(throws: CodecError.self) {
            try Zstandard.decode([1, 2, 3], count: 3) { _ in true }
        }
    }

    @Test func `frames of Zstandard that follow each other are one`() throws {
        let stream = try CompressedSamples.compressed("Zstandard")
        let decoded = try Zstandard.decode(stream + stream, countMax: 2 * bytes.count)
        #expect(decoded == bytes + bytes)
    }

    @Test func `a checksum is that of the standard, and other bytes are refused`() throws {
        // The check value of CRC-32C, and the example of 32 zeros in RFC 3720 §B.4.
        #expect(CRC32C.checksum(Array("123456789".utf8), count: 9) == 0xE306_9283)
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32), count: 32) == 0x8A91_36AA)
        let sealed = Array("123456789".utf8) + [0x83, 0x92, 0x06, 0xE3]
        #expect(try CRC32C.verified(sealed) == Array("123456789".utf8))
        for index in sealed.indices {
            var damaged = sealed
            damaged[index] ^= 0x10
            #expect(throws: CodecError.self) { try CRC32C.verified(damaged) }
        }
        #expect(throws: CodecError.self) { try CRC32C.verified([1, 2, 3]) }
    }
}
