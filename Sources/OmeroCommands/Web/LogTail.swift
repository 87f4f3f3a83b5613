import Kernel

/// What a log file gains from one moment on.
struct LogTail {
    let path: String
    private let start: Int

    /// Most lines that are shown, and most bytes that are read for them.
    private static let linesMax = 20
    private static let bytesMax = 64 * 1024

    /// Notes where the log ends now; the folder is made when it is missing.
    init(path: String) throws(SystemError) {
        self.path = path
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Directory.create(String(path[..<slash]))
        }
        start = Directory.exists(path) ? try FileIdentity.of(path: path).sizeBytes : 0
    }

    /// The last lines that came since.
    func newLines() throws(SystemError) -> [String] {
        guard Directory.exists(path) else { return [] }
        let file = try File.open(path)
        let offset = max(min(start, file.sizeBytes), file.sizeBytes - Self.bytesMax)
        let bytes = try file.read(at: offset, count: file.sizeBytes - offset)
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.suffix(Self.linesMax).map(String.init)
    }
}
