import Testing

@testable import WebClient

@Suite struct `Icons of the tree` {
    @Test func `each is a PNG of 16 by 16 pixels`() {
        #expect(TreeIcon.assets.count == 8)
        for icon in TreeIcon.assets {
            #expect(icon.contentType == "image/png")
            #expect(icon.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            #expect(icon.bytes[16..<24].elementsEqual([0, 0, 0, 16, 0, 0, 0, 16]))
        }
    }

    @Test func `the checksums are those of the standards`() {
        let picture = PlainPNG(palette: [(1, 2, 3, 4)], rows: [[0]])
        // The end of every PNG, and the stream of two zeros.
        #expect(picture.bytes.suffix(4).elementsEqual([0xAE, 0x42, 0x60, 0x82]))
        let stream: [UInt8] = [0x78, 1, 1, 2, 0, 0xFD, 0xFF, 0, 0, 0, 2, 0, 1]
        #expect(picture.bytes.count == 8 + 25 + 15 + 13 + 12 + stream.count + 12)
        let bytes = picture.bytes
        let found = bytes.indices.contains { bytes[$0...].starts(with: stream) }
        #expect(found)
    }
}
