import Codecs
import Foundation
import Pixels
import TestSupport
import Testing

@testable import ImageFormats

/// Malformed and hostile files: each is opened or refused, and every plane read or refused.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.absent)"))
struct `Hostile files` {
    @Test(arguments: [("bad/tiff", 232), ("bad/png", 24), ("bad/jpeg", 116)])
    func `each is read or refused in bounded time, and what is wrong is told`(
        folder: String,
        count: Int
    ) throws {
        let names = try TestData.names(folder)
        #expect(names.count == count)
        var limits = ReadLimits()
        limits.decodedBytesPerRead = 64 << 20
        limits.decodedChunkBytes = 64 << 20
        for name in names {
            let path = TestData.path(folder + "/" + name)
            let start = ContinuousClock.now
            do {
                try readEverything(path, limits)
            } catch let error as ImageFormatError {
                #expect(error.description.hasPrefix(path))
                if case .malformed(_, let offset, let expected) = error {
                    #expect(offset >= 0)
                    #expect(!expected.isEmpty)
                }
            }
            #expect(ContinuousClock.now - start < .seconds(5), "\(name) took too long")
        }
        #expect(peakMemoryBytes() < 2 << 30)
    }

    @Test(arguments: ["bad/jp2", "bad/zarr", "bad/xml", "bad/json"])
    func `files of other kinds are refused`(folder: String) throws {
        for name in try TestData.names(folder) {
            #expect(throws: ImageFormatError.self, "\(name)") {
                try ImageFile.open(TestData.path(folder + "/" + name))
            }
        }
    }

    @Test func `whole files of JPEG 2000 are refused as such`() throws {
        var count = 0
        for name in try TestData.names("bad/jp2") {
            let path = TestData.path("bad/jp2/" + name)
            let bytes = try TestData.read("bad/jp2/" + name)
            guard JPEG2000.isSignature(Array(bytes.prefix(12))) else { continue }
            count += 1
            let feature = "a file of JPEG 2000"
            #expect(throws: ImageFormatError.unsupported(file: path, feature: feature)) {
                try ImageFile.open(path)
            }
        }
        #expect(count > 20)
    }

    @Test func `each picture of JPEG 2000 is decoded or refused in bounded time`() throws {
        let names = try TestData.names("bad/jp2")
        #expect(names.count == 40)
        for name in names {
            let bytes = try TestData.read("bad/jp2/" + name)
            let start = ContinuousClock.now
            do throws(CodecError) {
                let picture = try JPEG2000.decode(bytes, pixelsMax: 4 << 20)
                #expect(picture.width * picture.height <= 4 << 20)
            } catch {
                #expect(error.description.hasPrefix("JPEG 2000: "))
            }
            #expect(ContinuousClock.now - start < .seconds(5), "\(name) took too long")
        }
        #expect(peakMemoryBytes() < 2 << 30)
    }

    private func readEverything(_ path: String, _ limits: ReadLimits) throws {
        for image in try ImageFile.open(path, limits: limits).images {
            let source = image.source
            for c in 0..<min(source.dimensions.c, 4) {
                for (level, size) in source.levels.enumerated() {
                    let plane = PlaneIndex(z: 0, c: c, t: source.dimensions.t - 1)
                    let whole = Region(x: 0, y: 0, width: size.width, height: size.height)
                    _ = try source.read(plane, whole, level: level)
                }
            }
        }
    }

    /// The most memory this process ever held, as the kernel counts it.
    private func peakMemoryBytes() -> Int {
        var usage = rusage()
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }
}
