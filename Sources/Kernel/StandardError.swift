import Glibc

extension Process {
    /// Writes to the error output; what cannot be written there can be told to nobody.
    package static func writeError(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
