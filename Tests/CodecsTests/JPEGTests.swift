import Testing

@testable import Codecs

@Suite struct `JPEG codec` {
    /// A smooth ramp, which survives the loss within a few values.
    func ramp(_ width: Int, _ height: Int, samples: Int) -> [UInt8] {
        (0..<(width * height * samples)).map { index in
            let pixel = index / samples
            return UInt8((pixel % width + pixel / width * 2 + index % samples * 30) % 200)
        }
    }

    @Test(arguments: [1, 3]) func `decoding gives nearly what was encoded`(samples: Int) throws {
        let bytes = [UInt8](repeating: 90, count: 33 * 17 * samples)
        let encoded = try JPEG.encode(
            bytes,
            width: 33,
            height: 17,
            samplesPerPixel: samples,
            quality: 95
        )
        let picture = try JPEG.decode(encoded, pixelsMax: 1000)
        #expect(picture.width == 33)
        #expect(picture.height == 17)
        #expect(picture.samplesPerPixel == samples)
        #expect(picture.bitsPerSample == 8)
        #expect(picture.bytes.count == bytes.count)
        #expect(picture.bytes.allSatisfy { abs(Int($0) - 90) <= 2 })
    }

    @Test func `the size is known without decoding`() throws {
        let encoded = try JPEG.encode(
            ramp(40, 30, samples: 3),
            width: 40,
            height: 30,
            samplesPerPixel: 3,
            quality: 80
        )
        let size = try JPEG.size(of: encoded)
        #expect(size == (40, 30, 3))
    }

    @Test func `a picture beyond the limit is refused before it is decoded`() throws {
        let bytes = ramp(40, 30, samples: 1)
        let encoded = try JPEG.encode(bytes, width: 40, height: 30, samplesPerPixel: 1, quality: 80)
        #expect(throws: CodecError.beyondLimit(codec: "JPEG", limit: "1199 pixels")) {
            try JPEG.decode(encoded, pixelsMax: 1199)
        }
    }

    @Test func `every truncation is an error or a picture of full size`() throws {
        let bytes = ramp(64, 64, samples: 3)
        let encoded = try JPEG.encode(bytes, width: 64, height: 64, samplesPerPixel: 3, quality: 70)
        for count in stride(from: 0, to: encoded.count, by: 7) {
            do {
                let picture = try JPEG.decode(Array(encoded.prefix(count)), pixelsMax: 1 << 16)
                #expect(picture.bytes.count == 64 * 64 * 3)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `a damaged picture does not harm the next one`() throws {
        let bytes = ramp(16, 16, samples: 1)
        let good = try JPEG.encode(bytes, width: 16, height: 16, samplesPerPixel: 1, quality: 90)
        let header = try #require(good.indices.first { good[$0] == 0xFF && good[$0 + 1] == 0xC0 })
        var empty = good
        // A height of 0 fails in the middle of the headers.
        empty[header + 5] = 0
        empty[header + 6] = 0
        for _ in 0..<20 {
            #expect(throws: CodecError.self) { try JPEG.size(of: empty) }
            #expect(try JPEG.size(of: good) == (16, 16, 1))
            #expect(try JPEG.decode(good, pixelsMax: 256).bytes.count == 256)
        }
    }

    @Test func `text is refused`() {
        #expect(throws: CodecError.self) {
            try JPEG.decode(Array("not a picture".utf8), pixelsMax: 100)
        }
        #expect(throws: CodecError.self) { try JPEG.size(of: []) }
    }

    @Test func `tables and scan kept apart make a whole stream`() throws {
        let bytes = [UInt8](repeating: 120, count: 32 * 32)
        let encoded = try JPEG.encode(bytes, width: 32, height: 32, samplesPerPixel: 1, quality: 90)
        let (tables, scan) = split(encoded)
        #expect(throws: CodecError.self) { try JPEG.decode(scan, pixelsMax: 1024) }
        let whole = try JPEGStream.complete(scan, tables: tables, color: nil)
        let picture = try JPEG.decode(whole, pixelsMax: 1024)
        #expect(picture.bytes.allSatisfy { abs(Int($0) - 120) <= 2 })
    }

    @Test func `the colours are what the container says, not what the stream hints`() throws {
        let bytes = (0..<(16 * 16)).flatMap { _ in [200, 100, 50] as [UInt8] }
        let encoded = try JPEG.encode(bytes, width: 16, height: 16, samplesPerPixel: 3, quality: 95)
        let asYCbCr = try JPEGStream.complete(encoded, tables: [], color: .yCbCr)
        let colors = try JPEG.decode(asYCbCr, pixelsMax: 256).bytes[..<3]
        #expect(zip(colors, [200, 100, 50]).allSatisfy { abs(Int($0) - $1) <= 3 })
        // The samples of the stream themselves: luma 124, blue difference 86, red difference 182.
        let asRGB = try JPEGStream.complete(encoded, tables: [], color: .rgb)
        let samples = try JPEG.decode(asRGB, pixelsMax: 256).bytes[..<3]
        #expect(zip(samples, [124, 86, 182]).allSatisfy { abs(Int($0) - $1) <= 3 })
    }

    @Test func `segments past the end are an error`() {
        #expect(throws: CodecError.self) {
            try JPEGStream.complete(
                [0xFF, 0xD8, 0xFF, 0xDB, 0x40, 0x00, 1],
                tables: [],
                color: .rgb
            )
        }
        #expect(throws: CodecError.self) {
            try JPEGStream.complete([1, 2, 3], tables: [], color: .rgb)
        }
    }

    /// An old program's pictures have such bytes, and were refused before they were decoded.
    @Test func `bytes too many between segments do no harm`() throws {
        let encoded = try JPEG.encode(
            ramp(32, 32, samples: 3),
            width: 32,
            height: 32,
            samplesPerPixel: 3,
            quality: 90
        )
        let first = 4 + Int(encoded[4]) * 256 + Int(encoded[5])
        let padded = encoded[..<first] + [UInt8](repeating: 0, count: 16) + encoded[first...]
        #expect(try JPEG.size(of: Array(padded)) == (32, 32, 3))
        let picture = try JPEG.decode(Array(padded), pixelsMax: 1 << 20)
        #expect(try picture.bytes == JPEG.decode(encoded, pixelsMax: 1 << 20).bytes)
    }

    /// Moves the quantisation and Huffman tables of a stream into one of their own.
    private func split(_ stream: [UInt8]) -> (tables: [UInt8], scan: [UInt8]) {
        var tables: [UInt8] = [0xFF, 0xD8]
        var scan: [UInt8] = [0xFF, 0xD8]
        var index = 2
        while stream[index + 1] != 0xDA {
            let end = index + 2 + Int(stream[index + 2]) * 256 + Int(stream[index + 3])
            let isTable = stream[index + 1] == 0xDB || stream[index + 1] == 0xC4
            if isTable {
                tables += stream[index..<end]
            } else {
                scan += stream[index..<end]
            }
            index = end
        }
        return (tables + [0xFF, 0xD9], scan + stream[index...])
    }
}
