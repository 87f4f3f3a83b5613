import Codecs
import Foundation
import TestSupport
import Testing

/// The corpus of the fuzzer of codecs: files `seed-…` are sound, others need not be.
@Suite struct `Fuzz corpus of codecs` {
    static let folder = PackageFolder.path + "/fuzz/corpus/FuzzCodecs"

    @Test func `every file is decoded or refused, and the seeds are decoded`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        var choices: Set<UInt8> = []
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: Self.folder + "/" + name)))
            let choice = try #require(bytes.first)
            do throws(CodecError) {
                let decoded = try decode(Array(bytes.dropFirst()), by: choice)
                if name.hasPrefix("seed-") {
                    #expect(!decoded.isEmpty, "\(name)")
                    choices.insert(choice)
                }
            } catch {
                #expect(!name.hasPrefix("seed-"), "\(name): \(error)")
            }
        }
        #expect(choices == Set(0..<12))
    }

    private let countMax = 1 << 16

    /// The choice of `fuzz/FuzzCodecs`.
    private func decode(_ bytes: [UInt8], by choice: UInt8) throws(CodecError) -> [UInt8] {
        switch choice % 12 {
        case 0: try LZW.decode(bytes, countMax: countMax)
        case 1: PackBits.decode(bytes, countMax: countMax)
        case 2: try Deflate.decode(bytes, countMax: countMax)
        case 3: try Zstandard.decode(bytes, countMax: countMax)
        case 4: try LZMA.decode(bytes, countMax: countMax)
        case 5: try BZip2.decode(bytes, countMax: countMax)
        case 6: try LZ4.decode(bytes, countMax: countMax)
        case 7: try Blosc.decode(bytes, countMax: countMax)
        case 8: try JPEG.decode(bytes, pixelsMax: countMax).bytes
        case 9: try JPEG2000.decode(bytes, pixelsMax: countMax).bytes
        case 10: try PNG.decode(bytes, pixelsMax: countMax).bytes
        default: try Deflate.decode(bytes, countMax: countMax, .gzip)
        }
    }
}
