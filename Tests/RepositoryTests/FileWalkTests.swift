import Foundation
import TestSupport
import Testing

@testable import Repository

@Suite struct `File walk` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for path in ["b.img", "a.img", "notes.txt", ".hidden.img", "sub/c.img", ".git/d.img"] {
            try write(path)
        }
    }

    private func write(_ name: String) throws {
        let url = URL(fileURLWithPath: folder.path(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data("16 1".utf8).write(to: url)
    }

    private func walk(_ paths: String...) -> Repository.FileWalk {
        var walk = Repository.FileWalk(TextReading())
        walk.add(paths)
        return walk
    }

    @Test func `files of known names are found in order, hidden ones passed over`() {
        let walk = walk(folder.path)
        #expect(walk.candidates == ["a.img", "b.img", "sub/c.img"].map(folder.path(_:)))
        #expect(walk.skipped == [folder.path("notes.txt")])
        #expect(walk.failures.isEmpty)
    }

    @Test func `a link that leads back ends there, and no file comes twice`() throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: folder.path("sub/up"),
            withDestinationPath: folder.path
        )
        try manager.createSymbolicLink(
            atPath: folder.path("z.img"),
            withDestinationPath: folder.path("a.img")
        )
        let walk = walk(folder.path, folder.path("sub"), folder.path("a.img"))
        #expect(walk.candidates == ["a.img", "b.img", "sub/c.img"].map(folder.path(_:)))
    }

    @Test func `a folder that is an image is not entered`() throws {
        try write("volume.img/inner.img")
        #expect(walk(folder.path).candidates.contains(folder.path("volume.img")))
        #expect(!walk(folder.path).candidates.contains(folder.path("volume.img/inner.img")))
    }

    @Test func `what is missing is told, and the rest is found`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("broken.img"),
            withDestinationPath: folder.path("nowhere")
        )
        let walk = walk(folder.path("none"), folder.path)
        #expect(walk.failures.map(\.path) == [folder.path("none"), folder.path("broken.img")])
        #expect(walk.candidates.count == 3)
    }
}
