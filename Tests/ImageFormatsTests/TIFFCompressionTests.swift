import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// Files of 16 × 16 pixels that another writer compressed; their samples are those of `SyntheticPages`.
@Suite struct `TIFF compressions of other writers` {
    private static func seed(_ name: String) throws -> [UInt8] {
        let url = URL(filePath: PackageFolder.path + "/fuzz/corpus/FuzzTIFF/seed-\(name).tif")
        return [UInt8](try Data(contentsOf: url))
    }

    private static let whole = Region(x: 0, y: 0, width: 16, height: 16)

    @Test(arguments: ["zstandard-predictor", "lzma-big-endian", "jpeg2000"])
    func `samples of 16 bits come out as they were`(name: String) throws {
        let folder = try TemporaryFolder()
        let source = try ImageFile.open(folder.write(Self.seed(name))).images[0].source
        #expect(source.pixelType == .uint16)
        let values = try source.whole(PlaneIndex(z: 0, c: 0, t: 0)).doubles
        #expect(values == SyntheticPages.expected(Self.whole, .uint16))
    }

    @Test func `colours of JPEG 2000 come out as they were`() throws {
        let folder = try TemporaryFolder()
        let source = try ImageFile.open(folder.write(Self.seed("jpeg2000-rgb"))).images[0].source
        for c in 0..<3 {
            let values = try source.whole(PlaneIndex(z: 0, c: c, t: 0)).doubles
            #expect(values == SyntheticPages.expected(Self.whole, .uint8, sample: c))
        }
    }

    @Test func `luma and chroma of Aperio's JPEG 2000 become red, green and blue`() throws {
        let folder = try TemporaryFolder()
        var bytes = try Self.seed("jpeg2000-rgb")
        bytes.patch(tag: TIFFTag.compression, to: 33003)
        let source = try ImageFile.open(folder.write(bytes)).images[0].source
        let read = try (0..<3).map { try source.whole(PlaneIndex(z: 0, c: $0, t: 0)).doubles }
        let stored = (0..<3).map { SyntheticPages.expected(Self.whole, .uint8, sample: $0) }
        for index in 0..<256 {
            let (luma, blue, red) = (
                stored[0][index], stored[1][index] - 128, stored[2][index] - 128
            )
            let expected = [
                luma + 1.402 * red, luma - 0.344136 * blue - 0.714136 * red, luma + 1.772 * blue,
            ]
            for c in 0..<3 {
                let clamped = min(max(expected[c], 0), 255)
                #expect(abs(read[c][index] - clamped) <= 0.51)
            }
        }
    }

    @Test func `a picture of another size than its tile is refused`() throws {
        let folder = try TemporaryFolder()
        var bytes = try Self.seed("jpeg2000")
        bytes.patch(tag: TIFFTag.tileWidth, to: 32)
        let source = try ImageFile.open(folder.write(bytes)).images[0].source
        #expect(throws: ImageFormatError.self) {
            try source.whole(PlaneIndex(z: 0, c: 0, t: 0))
        }
    }
}
