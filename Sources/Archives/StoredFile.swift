package import Kernel

/// A file on disk in the state in which it was found; it is opened when its bytes are wanted.
package struct StoredFile: ByteContent {
    package let path: String
    package let identity: FileIdentity

    package init(_ path: String, _ identity: FileIdentity) {
        self.path = path
        self.identity = identity
    }

    /// - Throws: `SystemError` where there is no such file.
    package init(_ path: String) throws(SystemError) {
        self.init(path, try FileIdentity.of(path: path))
    }

    package var byteCount: Int { identity.sizeBytes }

    /// - Throws: `ContentChanged` when the file is another than was found.
    package func reader() throws -> any ByteReader {
        let file = try File.open(path)
        guard file.identity == identity else { throw ContentChanged(path: path) }
        return Reader(file: file)
    }

    private struct Reader: ByteReader {
        let file: File

        private static let blockBytes = 256 << 10

        func bytes(from offset: Int) throws -> [UInt8] {
            let wanted = min(Self.blockBytes, file.sizeBytes - offset)
            let bytes = try file.read(at: offset, count: wanted)
            guard bytes.count == wanted, wanted > 0 else { throw ContentChanged(path: file.path) }
            return bytes
        }
    }
}

/// A file is not what it was when its length was told: nothing true can be sent any more.
package struct ContentChanged: Error, CustomStringConvertible {
    package let path: String

    package init(path: String) { self.path = path }

    package var description: String { "\(path) changed while it was sent" }
}
