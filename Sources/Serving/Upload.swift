import HTTP
import Kernel

/// The body of a request while it comes in, too large for memory.
struct Upload {
    private let file: UnnamedFile

    init(in folder: String) throws(SystemError) { file = try UnnamedFile(in: folder) }

    func append(_ bytes: [UInt8]) throws(SystemError) { try file.append(bytes) }

    /// The whole body.
    func finished() throws(SystemError) -> UploadedBody { UploadedBody(try file.reopened()) }
}

/// A body in a file that is gone with the last reference to it.
final class UploadedBody: StoredBody {
    private let file: File

    init(_ file: File) { self.file = file }

    var byteCount: Int { file.sizeBytes }

    func read(at offset: Int, count: Int) throws -> [UInt8] {
        try file.read(at: offset, count: count)
    }
}
