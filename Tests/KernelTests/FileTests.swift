import Foundation
import Kernel
import Testing

@Suite struct `Opened files` {
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
