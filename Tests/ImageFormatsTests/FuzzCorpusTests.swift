import Codecs
import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// The seeds of the TIFF fuzzer, and what it found: files `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpus of TIFF` {
    static let folder = PackageFolder.path + "/fuzz/corpus/FuzzTIFF"

    @Test func `every file is read or refused, and the seeds are read`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(names.count >= FuzzSeeds.all.count)
        for name in names {
            do {
                try readAll(Self.folder + "/" + name)
            } catch let error as ImageFormatError {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }

    /// With `OMERO_WRITE_SEEDS` set, writes the seeds anew.
    @Test func `the seeds are what the writer writes`() throws {
        let writes = ProcessInfo.processInfo.environment["OMERO_WRITE_SEEDS"] != nil
        for (name, bytes) in try FuzzSeeds.all.map({ ($0.name, try $0.file()) }) {
            let url = URL(filePath: Self.folder + "/" + name)
            if writes { try Data(bytes).write(to: url) }
            #expect(try [UInt8](Data(contentsOf: url)) == bytes, "\(name)")
        }
    }

    private func readAll(_ path: String) throws {
        for image in try ImageFile.open(path).images {
            for (level, size) in image.source.levels.enumerated() {
                let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
                for c in 0..<image.source.dimensions.c {
                    _ = try image.source.read(PlaneIndex(z: 0, c: c, t: 0), whole, level: level)
                }
            }
        }
    }
}

/// One small file for each way through the reader.
enum FuzzSeeds {
    struct Seed: Sendable {
        let name: String
        let file: @Sendable () throws -> [UInt8]
    }

    static let all: [Seed] = [
        seed("gray8") { _ in SyntheticPages.page(12, 9) },
        seed("big-endian16") { encoding in
            encoding.isBigEndian = true
            return SyntheticPages.page(12, 9, type: .uint16)
        },
        seed("bigtiff-float") { encoding in
            encoding.isBigTIFF = true
            return SyntheticPages.page(12, 9, type: .float)
        },
        seed("bits") { _ in SyntheticPages.page(12, 9, type: .bit) },
        seed("rgb-lzw-predictor") { encoding in
            encoding.compression = .lzw
            encoding.hasPredictor = true
            encoding.rowsPerStrip = 4
            return SyntheticPages.page(12, 9, samples: 3)
        },
        seed("planar-packbits") { encoding in
            encoding.compression = .packBits
            encoding.isPlanar = true
            return SyntheticPages.page(12, 9, samples: 3)
        },
        seed("tiles-packbits-levels") { encoding in
            encoding.compression = .packBits
            encoding.tile = PixelSize(width: 16, height: 16)
            var page = SyntheticPages.page(20, 18)
            page.levels = [SyntheticPages.page(10, 9)]
            return page
        },
        Seed(name: "seed-imagej.tif") {
            let text = "ImageJ=1\nimages=2\nslices=2\nunit=micron\nspacing=2\n"
            let page = SyntheticPages.page(6, 5, description: text)
            var encoding = TIFFEncoding()
            encoding.rowsPerStrip = 5
            return try TIFFWriter.file(of: page, followedBy: page.bytes, encoding)
        },
        Seed(name: "seed-ome.tif") {
            var text = OMEImageText(
                name: "n",
                dimensions: Dimensions(x: 6, y: 5, z: 2),
                pixelType: .uint8
            )
            text.nominalMagnification = 10
            text.channels = [ChannelMetadata(name: "c")]
            var pages = (0..<2).map { SyntheticPages.page(6, 5, plane: $0) }
            pages[0].description = OMEXMLText.document([text])
            return try TIFFWriter.file(of: pages)
        },
    ]

    private static func seed(
        _ name: String,
        _ page: @escaping @Sendable (inout TIFFEncoding) -> TIFFPage
    ) -> Seed {
        Seed(name: "seed-\(name).tif") {
            var encoding = TIFFEncoding()
            let page = page(&encoding)
            return try TIFFWriter.file(of: [page], encoding)
        }
    }
}
