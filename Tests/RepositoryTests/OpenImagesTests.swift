import Foundation
import Kernel
import Pixels
import Synchronization
import TestSupport
import Testing

@testable import Repository

@Suite struct `Open images` {
    private let folder: TemporaryFolder
    private let reading = TextReading()
    private let images: OpenImages

    init() throws {
        folder = try TemporaryFolder()
        images = OpenImages(reading: reading, filesMax: 2)
    }

    private var openCount: Int { reading.openCount.load(ordering: .relaxed) }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path(name)))
    }

    private func record(_ name: String, series: Int = 0, width: Int = 16) -> ImageRecord {
        var pixels = Sample.pixels
        pixels.dimensions = Dimensions(x: width, y: 4, c: 2)
        pixels.levels = [PixelSize(width: width, height: 4)]
        return ImageRecord(
            id: 5,
            name: name,
            description: "",
            ownerID: 0,
            groupID: 0,
            filesetID: 1,
            path: folder.path(name),
            series: series,
            version: "v",
            pixels: pixels,
            importedSeconds: 0,
            recordedSeconds: 0
        )
    }

    @Test func `the images of a file share one opening`() throws {
        try write("a.img", "16 2")
        let first = try images.source(for: record("a.img"))
        let second = try images.source(for: record("a.img", series: 1))
        #expect(first.dimensions.x == 16)
        #expect(second.dimensions.x == 16)
        #expect(openCount == 1)
    }

    @Test func `the longest unused file is closed`() throws {
        for name in ["a.img", "b.img", "c.img"] {
            try write(name, "16 1")
            _ = try images.source(for: record(name))
        }
        #expect(images.count == 2)
        _ = try images.source(for: record("c.img"))
        #expect(openCount == 3)
        _ = try images.source(for: record("a.img"))
        #expect(openCount == 4)
        #expect(images.count == 2)
    }

    @Test func `a file that was replaced is opened again`() throws {
        try write("a.img", "16 1")
        _ = try images.source(for: record("a.img"))
        try write("a.img", "16 1 ")
        _ = try images.source(for: record("a.img"))
        #expect(openCount == 2)
    }

    @Test func `a new version is opened again, since another file of its set may have changed`()
        throws
    {
        try write("a.img", "16 1")
        var image = record("a.img")
        _ = try images.source(for: image)
        image.version = "w"
        _ = try images.source(for: image)
        _ = try images.source(for: image)
        #expect(openCount == 2)
        #expect(images.count == 1)
    }

    @Test func `an image that is no longer as it was recorded is refused`() throws {
        try write("a.img", "32 1")
        let path = folder.path("a.img")
        #expect(throws: RepositoryError.changed(imageID: 5, path: path)) {
            try images.source(for: record("a.img"))
        }
        #expect(throws: RepositoryError.changed(imageID: 5, path: path)) {
            try images.source(for: record("a.img", series: 3, width: 32))
        }
    }

    @Test func `an image that is marked as broken is not opened`() throws {
        try write("a.img", "16 1")
        var broken = record("a.img")
        broken.failure = "cut short"
        #expect(throws: RepositoryError.broken(imageID: 5, reason: "cut short")) {
            try images.source(for: broken)
        }
        #expect(openCount == 0)
    }

    @Test func `a missing file and a damaged one are errors, and nothing is kept`() throws {
        #expect(throws: SystemError.self) { try images.source(for: record("none.img")) }
        try write("bad.img", "damage")
        #expect(throws: TextReading.Damage.self) { try images.source(for: record("bad.img")) }
        #expect(images.count == 0)
    }

    @Test func `threads that open one file together open it once`() throws {
        try write("a.img", "16 1")
        let answers = WaitingQueue<Result<Int, any Error>>()
        let record = record("a.img")
        for _ in 0..<8 {
            try Kernel.Thread.start(name: "opener") { [images] in
                answers.add(Result { try images.source(for: record).dimensions.x })
            }
        }
        for _ in 0..<8 { #expect(try answers.take().get() == 16) }
        #expect(openCount == 1)
    }
}
