import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// The corpus of the fuzzer of OME-XML: files `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpus of OME-XML` {
    static let folder = PackageFolder.path + "/fuzz/corpus/FuzzOMEXML"

    /// As the fuzzer does, each document goes into a file of two pages of 4 × 3 pixels.
    @Test func `every document is read or refused, and the seeds are read`() throws {
        let temporary = try TemporaryFolder()
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(names.count { $0.hasPrefix("seed-") } >= 5)
        for name in names {
            let data = try Data(contentsOf: URL(filePath: Self.folder + "/" + name))
            var pages = (0..<2).map { SyntheticPages.page(4, 3, plane: $0) }
            pages[0].description = String(decoding: data, as: UTF8.self)
            let path = try temporary.write(TIFFWriter.file(of: pages), as: "a.ome.tif")
            do {
                let images = try ImageFile.open(path).images
                for source in images.map(\.source) {
                    let size = source.dimensions
                    let last = PlaneIndex(z: size.z - 1, c: size.c - 1, t: size.t - 1)
                    #expect(try source.whole(last).doubles.count == 12)
                    #expect(source.channels.count == size.c)
                }
            } catch let error as ImageFormatError {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
    }
}
