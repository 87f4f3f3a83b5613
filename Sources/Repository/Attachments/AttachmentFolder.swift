package import Kernel

/// The folder that holds files people attach, each under a name of its own that says nothing.
///
/// A file lies on the disk before the catalogue knows it, and is removed after the catalogue forgot
/// it: what a killed process leaves behind is a file too many, never one too few.
package struct AttachmentFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Keeps some bytes; answers where they lie and in which state.
    package func keep(_ bytes: [UInt8]) throws(SystemError) -> (path: String, state: FileState) {
        let path = newPath()
        try Directory.create(path.folder)
        try AtomicReplacement.write(bytes, to: path, mode: 0o640)
        return (path, FileState(try FileIdentity.of(path: path)))
    }

    /// Keeps a file that comes in pieces, nil behind the last; a failure leaves nothing.
    package func keep(
        _ next: () throws -> [UInt8]?
    ) throws -> (path: String, state: FileState) {
        let path = newPath()
        try Directory.create(path.folder)
        try NewFile.write(to: path, mode: 0o640, pieces: next)
        return (path, FileState(try FileIdentity.of(path: path)))
    }

    /// Removes a file of this folder; others are left alone.
    package func remove(_ path: String) throws(SystemError) {
        guard path.hasPrefix(self.path + "/") else { return }
        try Directory.removeFileIfPresent(path)
    }

    /// A name of 128 random bits, below one of 256 folders.
    private func newPath() -> String {
        let digits = (0..<2).map { _ in
            let number = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - number.utf8.count) + number
        }.joined()
        return "\(path)/\(digits.prefix(2))/\(digits)"
    }
}
