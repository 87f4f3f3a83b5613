package import Kernel

/// Files that are one unit of import: one file, or several that describe the same images.
package struct FilesetRecord: Sendable, Equatable {
    package var id: Int
    /// The file, or folder, that opens it.
    package var path: String
    /// Why it cannot be read; nil when nothing is known against it.
    package var failure: String?
    package var files: [OriginalFile]
}

/// A file that was imported.
package struct OriginalFile: Sendable, Equatable {
    /// Where the server reads it.
    package var path: String
    /// Where it lay when it was imported; the same as `path` for an import in place.
    package var clientPath: String
    /// The state it had at `clientPath`.
    package var state: FileState

    package init(path: String, clientPath: String, state: FileState) {
        self.path = path
        self.clientPath = clientPath
        self.state = state
    }
}

/// The part of a file's identity that the catalogue keeps.
package struct FileState: Hashable, Sendable {
    package var device: UInt64
    package var inode: UInt64
    package var sizeBytes: Int
    /// Last change of the content, in nanoseconds since 1970.
    package var modifiedNanoseconds: Int64

    package init(device: UInt64, inode: UInt64, sizeBytes: Int, modifiedNanoseconds: Int64) {
        self.device = device
        self.inode = inode
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
    }

    package init(_ identity: FileIdentity) {
        self.init(
            device: identity.device,
            inode: identity.inode,
            sizeBytes: identity.sizeBytes,
            modifiedNanoseconds: identity.modifiedNanoseconds
        )
    }

    /// One text for the states of all files of a set, whatever their number.
    package static func version(of states: [FileState]) -> String {
        var digest = Digest()
        for state in states {
            digest.add(state.device)
            digest.add(state.inode)
            digest.add(UInt64(bitPattern: Int64(state.sizeBytes)))
            digest.add(UInt64(bitPattern: state.modifiedNanoseconds))
        }
        return digest.hexadecimal
    }
}
