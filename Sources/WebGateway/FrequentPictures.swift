import HTTP
import Kernel
import Synchronization

/// Large pictures that are asked for again and again, in memory files of this process.
///
/// The kernel sends them from there, where an answer of bytes would be copied twice. A file is never
/// written again: one that is dropped stays until the last answer with it was sent.
final class FrequentPictures: Sendable {
    /// Smaller ones are copied as fast as they are sent from a file.
    static let byteCountMin = 32 << 10
    static let byteCountMax = 512 << 10
    /// Files at the same time: each of them has a descriptor.
    static let filesMax = 64
    /// How often a picture was asked for when it gets a file.
    static let usesMin = 4
    /// Pictures of which uses are counted.
    static let countedMax = 4096

    private struct State {
        var uses: [[UInt8]: Int] = [:]
        var files: [[UInt8]: PictureFile] = [:]
    }

    private let state = Mutex(State())

    /// The file with the picture of a key, if there is one.
    func file(_ key: [UInt8]) -> PictureFile? { state.withLock { $0.files[key] } }

    /// Counts a use of the picture of a key; the file that it has from now on, if it gets one.
    func use(_ picture: [UInt8], _ key: [UInt8]) throws(SystemError) -> PictureFile? {
        guard (Self.byteCountMin...Self.byteCountMax).contains(picture.count), isFrequent(key)
        else {
            return nil
        }
        let file = try PictureFile(picture)
        state.withLock { state in
            if state.files.count >= Self.filesMax { state.files.removeAll() }
            state.files[key] = file
        }
        return file
    }

    private func isFrequent(_ key: [UInt8]) -> Bool {
        state.withLock { state in
            let uses = state.uses[key, default: 0] + 1
            if uses >= Self.usesMin {
                state.uses[key] = nil
                return true
            }
            if state.uses.count >= Self.countedMax { state.uses.removeAll() }
            state.uses[key] = uses
            return false
        }
    }
}

/// A picture's bytes, which lie in memory alone.
final class PictureFile: BodyFile {
    let open: Descriptor
    let sizeBytes: Int

    init(_ picture: [UInt8]) throws(SystemError) {
        open = try MemoryFile.make(picture, name: "picture")
        sizeBytes = picture.count
    }

    var descriptor: Int32 { open.number }
    var isInMemory: Bool { true }
    var body: ResponseBody { .file(self, range: 0..<sizeBytes) }
}
