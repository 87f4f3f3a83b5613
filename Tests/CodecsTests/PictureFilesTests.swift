import Testing

@testable import Codecs

@Suite struct `Encoded pictures` {
    private let rgb: [UInt8] = (0..<(40 * 30 * 3)).map { UInt8($0 * 7 % 251) }

    @Test func `a WebP says what it is and how large`() throws {
        let file = try WebP.encode(rgb, width: 40, height: 30, quality: 90)
        #expect(file.starts(with: "RIFF".utf8))
        #expect(Array(file[8..<16]) == Array("WEBPVP8 ".utf8))
        let length = (4..<8).reduce(0) { $0 | Int(file[$1]) << (($1 - 4) * 8) }
        #expect(length == file.count - 8)
        #expect(Int(file[26]) | Int(file[27] & 0x3F) << 8 == 40)
        #expect(Int(file[28]) | Int(file[29] & 0x3F) << 8 == 30)
    }

    @Test func `a lower quality of WebP takes fewer bytes`() throws {
        let good = try WebP.encode(rgb, width: 40, height: 30, quality: 95)
        let poor = try WebP.encode(rgb, width: 40, height: 30, quality: 5)
        #expect(poor.count < good.count)
    }

    @Test func `a side too long for WebP is refused`() {
        #expect(throws: CodecError.self) {
            try WebP.encode(
                [UInt8](repeating: 0, count: 16_384 * 3),
                width: 16_384,
                height: 1,
                quality: 50
            )
        }
    }

    @Test func `a PNG may have opacity`() throws {
        let rgba: [UInt8] = [255, 0, 0, 255, 0, 255, 0, 0]
        let file = try PNG.encode(rgba, width: 2, height: 1, samplesPerPixel: 4)
        // Depth and colour type stand in the header, at fixed places.
        #expect(file[24] == 8 && file[25] == 6)
        let read = try PNG.decode(file, pixelsMax: 2)
        #expect(read.bytes == [255, 0, 0, 0, 255, 0])
    }
}
