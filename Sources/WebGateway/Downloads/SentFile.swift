import HTTP
package import Kernel
import Repository

/// A file on disk as the body of a response.
package final class SentFile: BodyFile {
    private let file: File

    package init(_ file: File) { self.file = file }

    package var descriptor: Int32 { file.descriptor.number }
    package var sizeBytes: Int { file.sizeBytes }
}

extension FileDownload {
    /// One file as it lies on disk; device, inode, size and time of the last change tell its states.
    init(
        of file: File,
        named name: String,
        mediaType: String = anyMediaType,
        isShown: Bool = false
    ) {
        let state = FileState(file.identity)
        self.init(
            named: name,
            Validators(
                EntityTag(FileState.version(of: [state])),
                modifiedSeconds: state.modifiedSeconds
            ),
            .file(SentFile(file)),
            mediaType: mediaType,
            isShown: isShown
        )
    }
}

extension FileState {
    /// Whole seconds since 1970; a file of the future was changed in some second all the same.
    var modifiedSeconds: Int { Int(modifiedNanoseconds / 1_000_000_000) }
}
