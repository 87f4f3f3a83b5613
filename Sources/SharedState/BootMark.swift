import Kernel

/// A file that tells whether files which were not flushed have been through a restart of the machine.
///
/// While an environment is in use it names the boot of the machine; after a clean end, none.
struct BootMark: Sendable {
    let path: String

    private static let clean = "clean"
    private static let bootPath = "/proc/sys/kernel/random/boot_id"
    private static let bytesMax = 64

    /// Whether the files beside the mark were flushed, or written since the machine started.
    func isTrustworthy() throws(SystemError) -> Bool {
        guard Directory.exists(path) else { return false }
        let found = try Self.text(path)
        if found == Self.clean { return true }
        return found == (try Self.text(Self.bootPath))
    }

    func writeRunning() throws(SystemError) { try write(Self.text(Self.bootPath)) }
    func writeClean() throws(SystemError) { try write(Self.clean) }

    private func write(_ text: String) throws(SystemError) {
        try AtomicReplacement.write(Array(text.utf8), to: path, mode: 0o600)
    }

    private static func text(_ path: String) throws(SystemError) -> String {
        let bytes = try File.open(path).read(at: 0, count: bytesMax)
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }
}
