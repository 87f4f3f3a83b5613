import Pixels
import Testing

@testable import Repository

@Suite struct `Picture key` {
    private let key = PictureKey(
        imageID: 7,
        version: String(repeating: "a", count: 32),
        part: .thumbnail(longestSide: 96),
        z: 1,
        t: 2,
        settings: "c=1|0:255$FF0000",
        encoding: .jpeg(quality: 85)
    )

    private func changed(_ change: (inout PictureKey) -> Void) -> PictureKey {
        var other = key
        change(&other)
        return other
    }

    @Test func `every part of a key tells pictures apart`() {
        let region = Region(x: 1, y: 2, width: 3, height: 4)
        let size = PixelSize(width: 3, height: 4)
        let keys = [
            key,
            changed { $0.imageID = 8 },
            changed { $0.version = String(repeating: "b", count: 32) },
            changed { $0.part = .thumbnail(longestSide: 97) },
            changed { $0.part = .thumbnailFitting(PixelSize(width: 96, height: 96)) },
            changed { $0.part = .plane },
            changed { $0.part = .region(region, level: 0, output: size) },
            changed { $0.part = .region(region, level: 1, output: size) },
            changed { $0.part = .region(region, level: 0, output: PixelSize(width: 4, height: 3)) },
            changed { $0.z = 2 },
            changed { $0.t = 1 },
            changed { $0.settings += "x" },
            changed { $0.encoding = .jpeg(quality: 86) },
            changed { $0.encoding = .png },
            changed { $0.encoding = .tiff },
        ]
        #expect(Set(keys.map(\.bytes)).count == keys.count)
        #expect(key.bytes == changed { _ in }.bytes)
    }

    @Test func `long settings keep within the bound and still tell apart`() {
        let long = String(repeating: "s", count: 10_000)
        let first = changed { $0.settings = long + "1" }.bytes
        let second = changed { $0.settings = long + "2" }.bytes
        #expect(first.count <= PictureKey.bytesMax)
        #expect(first != second)
        #expect(first.starts(with: "7/".utf8))
    }

    @Test func `settings that fit are kept as they are up to the bound`() {
        let stem = changed { $0.settings = "" }.bytes.count
        let fitting = changed {
            $0.settings = String(repeating: "s", count: PictureKey.bytesMax - stem)
        }
        #expect(fitting.bytes.count == PictureKey.bytesMax)
        #expect(fitting.bytes.last == UInt8(ascii: "s"))
        let longer = changed { $0.settings = fitting.settings + "s" }
        #expect(longer.bytes.count < PictureKey.bytesMax)
    }

    /// Settings come from requests: they must not pass for the digest of others.
    @Test func `settings that look like a digest are not taken for one`() {
        let long = changed { $0.settings = String(repeating: "s", count: 1000) }
        let text = String(decoding: long.bytes, as: UTF8.self)
        let digest = String(text.suffix(33))
        #expect(digest.first == "#")
        #expect(changed { $0.settings = digest }.bytes != long.bytes)
        #expect(changed { $0.settings = String(digest.dropFirst()) }.bytes != long.bytes)
    }
}
