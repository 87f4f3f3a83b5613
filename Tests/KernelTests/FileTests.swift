import Foundation
import Kernel
import TestSupport
import Testing

@Suite struct `Opened files` {
    @Test func `a folder's mode is its own, and those above it can be passed`() throws {
        let folder = try TemporaryFolder()
        let above = folder.path("above")
        try Directory.create(above + "/private", mode: 0o700)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(above + "/private") == 0o700)
        #expect(try mode(above).map { $0 & 0o055 } == 0o055)
    }

    @Test func `a file knows where it lies, whatever link led to it`() throws {
        let folder =
            try Directory.resolved(FileManager.default.temporaryDirectory.path)
            + "/omero-test-\(UUID().uuidString)"
        try Directory.create(folder)
        defer {
            #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) }
        }
        try Data("a".utf8).write(to: URL(fileURLWithPath: folder + "/real"))
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/link",
            withDestinationPath: "real"
        )
        #expect(try File.open(folder + "/link").resolvedPath() == folder + "/real")
    }
}
