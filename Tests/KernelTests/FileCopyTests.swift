import Foundation
import Kernel
import Testing

@Suite struct `File copy` {
    private let folder =
        FileManager.default.temporaryDirectory.path
        + "/omero-test-\(UUID().uuidString)"

    private func inFolder(_ body: () throws -> Void) throws {
        try Directory.create(folder)
        defer {
            #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) }
        }
        try body()
    }

    @Test(arguments: [0, 1, 1 << 20, 3 << 20 + 17])
    func `a copy has the same bytes and leaves nothing beside it`(_ count: Int) throws {
        try inFolder {
            let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try bytes.write(to: URL(fileURLWithPath: folder + "/a"))
            try FileCopy.copy(try File.open(folder + "/a"), to: folder + "/b")
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/b")) == bytes)
            #expect(try Directory.names(in: folder) == ["a", "b"])
        }
    }

    @Test func `a missing folder is an error`() throws {
        try inFolder {
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/a"))
            let file = try File.open(folder + "/a")
            #expect(throws: SystemError.self) {
                try FileCopy.copy(file, to: folder + "/none/b")
            }
        }
    }
}
