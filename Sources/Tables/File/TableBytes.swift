package import Kernel

/// The bytes a table is read from: a file, or an array in tests.
package struct TableBytes: Sendable {
    /// What messages call it.
    package let name: String
    package let sizeBytes: Int
    private let read: @Sendable (_ offset: Int, _ count: Int) throws -> [UInt8]

    package init(_ file: File) {
        name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        sizeBytes = file.sizeBytes
        read = { offset, count in try file.read(at: offset, count: count) }
    }

    package init(_ bytes: [UInt8], named name: String) {
        self.name = name
        sizeBytes = bytes.count
        read = { offset, count in Array(bytes.dropFirst(offset).prefix(count)) }
    }

    /// All of these bytes; a file that became shorter is damaged.
    func bytes(_ offset: Int, _ count: Int) throws -> [UInt8] {
        let bytes = try read(offset, count)
        guard bytes.count == count else { throw damaged(offset, "the file ends there") }
        return bytes
    }

    func damaged(_ offset: Int, _ reason: String) -> TableError {
        .damaged(file: name, offset: offset, reason: reason)
    }
}
