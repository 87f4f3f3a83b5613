import CLinux
import Glibc

/// The three streams every process is started with.
package enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Writes the whole text at once, unbuffered.
    package func write(_ text: String) throws(SystemError) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let done = try check("write", "\(self)") {
                unsafe bytes.withUnsafeBytes { buffer in
                    unsafe Glibc.write(rawValue, buffer.baseAddress, buffer.count)
                }
            }
            bytes = bytes.dropFirst(done)
        }
    }

    /// Reads to the end, or refuses what is longer than `countMax` as EFBIG.
    package func readAll(countMax: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let length = try check("read", "\(self)") {
                unsafe block.withUnsafeMutableBytes { buffer in
                    unsafe Glibc.read(rawValue, buffer.baseAddress, buffer.count)
                }
            }
            if length == 0 { return bytes }
            bytes.append(contentsOf: block[..<length])
            guard bytes.count <= countMax else {
                throw SystemError(call: "read", subject: "\(self)", code: EFBIG)
            }
        }
    }

    /// Columns of the terminal behind the stream; nil when it is none.
    package var terminalColumns: Int? { TerminalSize.columns(of: rawValue) }
}
