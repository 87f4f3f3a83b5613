import Foundation
import Pixels
import Testing

@testable import ImageFormats

/// Malformed and hostile files: each is opened or refused, and every plane read or refused.
@Suite(.enabled(if: ForeignFiles.isPresent, "needs ../shared/data beside the package"))
struct `Hostile files` {
    @Test(arguments: ["bad/tiff", "bad/png", "bad/jpeg"])
    func `each is read or refused in bounded time`(folder: String) throws {
        let names = ForeignFiles.names(folder)
        #expect(names.count > 20)
        var limits = ReadLimits()
        limits.decodedBytesPerRead = 64 << 20
        limits.decodedChunkBytes = 64 << 20
        for name in names {
            let start = ContinuousClock.now
            do {
                try readEverything(ForeignFiles.path(folder + "/" + name), limits)
            } catch let error as ImageFormatError {
                #expect(!error.description.isEmpty)
            }
            #expect(ContinuousClock.now - start < .seconds(5), "\(name) took too long")
        }
        #expect(peakMemoryBytes() < 2 << 30)
    }

    @Test(arguments: ["bad/jp2", "bad/zarr", "bad/xml", "bad/json"])
    func `files of other kinds are refused`(folder: String) throws {
        for name in ForeignFiles.names(folder) {
            #expect(throws: ImageFormatError.self, "\(name)") {
                try ImageFile.open(ForeignFiles.path(folder + "/" + name))
            }
        }
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
