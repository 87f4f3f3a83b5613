import Kernel
import TestSupport
import Testing

@Suite struct `New files` {
    private struct Lost: Error {}

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a file of pieces has its name when it is whole`() throws {
        let path = folder.path("whole")
        var pieces: [[UInt8]] = [[1, 2], [], [3]]
        try NewFile.write(to: path, mode: 0o600) {
            #expect(!folder.exists(path))
            return pieces.isEmpty ? nil : pieces.removeFirst()
        }
        let file = try File.open(path)
        #expect(try file.read(at: 0, count: file.sizeBytes) == [1, 2, 3])
        #expect(try Directory.names(in: folder.path) == ["whole"])
    }

    @Test func `a file whose pieces fail leaves nothing, and what was there stays`() throws {
        let path = folder.path("kept")
        try AtomicReplacement.write([7], to: path)
        var count = 0
        #expect(throws: Lost.self) {
            try NewFile.write(to: path, mode: 0o600) {
                count += 1
                guard count < 3 else { throw Lost() }
                return [UInt8](repeating: 1, count: 100)
            }
        }
        #expect(try Directory.names(in: folder.path) == ["kept"])
        #expect(try File.open(path).sizeBytes == 1)
    }
}
