import Codecs
import Testing
import Vectors

@testable import Rendering

/// libjpeg-turbo is the measure.
@Suite(.enabled(if: ScanEncoder.isSupported)) struct `JPEG encoder` {
    /// What pictures are made of, each with its own kind of blocks.
    enum Content: CaseIterable {
        case flat, ramp, noise, faintNoise, chequers, points

        /// A pixel, red the lowest byte.
        func pixel(_ x: Int, _ y: Int) -> UInt32 {
            let random = UInt32(truncatingIfNeeded: (x &* 0x9E37_79B9) ^ (y &* 0x85EB_CA6B))
            let mixed = random &* (random >> 7 | 1)
            return switch self {
            case .flat: 0x40_80_C0
            case .ramp: UInt32((x * 3 + y) & 255) | UInt32(y & 255) << 8 | UInt32(x & 255) << 16
            case .noise: mixed & 0xFF_FF_FF
            case .faintNoise: 0x60_60_60 + (mixed & 0x07_07_07)
            case .chequers: (x / 3 + y / 5) % 2 == 0 ? 0 : 0xFF_FF_FF
            case .points: mixed % 61 == 0 ? mixed & 0xFF_FF_FF : 0
            }
        }

        func picture(_ width: Int, _ height: Int) -> SubsampledPicture {
            let pixels = (0..<(width * height)).map { pixel($0 % width, $0 / width) }
            return SubsampledPicture(pixels.span, width: width, height: height)
        }
    }

    private func byLibrary(_ picture: SubsampledPicture, _ quality: Int) throws -> [UInt8] {
        try JPEG.encode(
            planes: picture.bytes,
            width: picture.width,
            height: picture.height,
            quality: quality
        )
    }

    private func expectTheSame(_ picture: SubsampledPicture, _ quality: Int) throws {
        let encoder = try #require(try JPEGEncoder.encoder(quality: quality))
        let own = encoder.encode(picture)
        let library = try byLibrary(picture, quality)
        // What is longer than its samples is left to the library.
        guard let own else {
            #expect(library.count > picture.bytes.count)
            return
        }
        #expect(own == library, "\(picture.width) x \(picture.height), quality \(quality)")
    }

    @Test(arguments: Content.allCases)
    func `pictures of every size up to two units are the library's`(
        content: Content
    ) throws {
        for width in 1...33 {
            for height in 1...33 { try expectTheSame(content.picture(width, height), 90) }
        }
    }

    @Test(arguments: Content.allCases) func `pictures of every quality are the library's`(
        content: Content
    ) throws {
        let picture = content.picture(150, 70)
        for quality in 1...JPEGEncoder.ownQualityMax { try expectTheSame(picture, quality) }
    }

    @Test(arguments: Content.allCases) func `wide and high pictures are the library's`(
        content: Content
    ) throws {
        for (width, height) in [(1000, 3), (3, 1000), (517, 300), (65_500, 1)] {
            try expectTheSame(content.picture(width, height), 75)
        }
    }

    @Test func `what is longer than its samples is encoded all the same`() throws {
        let picture = Content.noise.picture(256, 256)
        let encoded = try JPEGEncoder.encode(picture, quality: JPEGEncoder.ownQualityMax)
        #expect(try encoded == byLibrary(picture, JPEGEncoder.ownQualityMax))
    }

    @Test(arguments: [0, 96, 100, 101]) func `other qualities are left to the library`(
        quality: Int
    ) throws {
        let encoder = try JPEGEncoder.encoder(quality: quality)
        #expect(encoder == nil)
        let picture = Content.ramp.picture(40, 40)
        #expect(try JPEGEncoder.encode(picture, quality: quality) == byLibrary(picture, quality))
    }
}
