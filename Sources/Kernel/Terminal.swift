import Glibc

/// The terminal of a process, whatever its streams are.
package enum Terminal {
    private static let path = "/dev/tty"
    private static let lineBytesMax = 4096

    /// Asks for a line that is not shown while it is typed; nil when there is no terminal, or its
    /// end came before a line did.
    package static func secret(_ prompt: String) throws(SystemError) -> String? {
        let number = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOCTTY)
        if number < 0 { return nil }
        let terminal = Descriptor(owning: number)
        var shown = termios()
        try check("tcgetattr", path) { unsafe tcgetattr(number, &shown) }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        try check("tcsetattr", path) { unsafe tcsetattr(number, TCSAFLUSH, &hidden) }
        let line: String?
        do throws(SystemError) {
            try terminal.write(Array(prompt.utf8), subject: path)
            line = try readLine(of: terminal)
        } catch {
            unsafe tcsetattr(number, TCSAFLUSH, &shown)
            throw error
        }
        try check("tcsetattr", path) { unsafe tcsetattr(number, TCSAFLUSH, &shown) }
        try terminal.write([0x0A], subject: path)
        return line
    }

    private static func readLine(of terminal: Descriptor) throws(SystemError) -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < lineBytesMax {
            let count = try check("read", path) { unsafe Glibc.read(terminal.number, &byte, 1) }
            if count == 0 { return nil }
            if byte == 0x0A { break }
            line.append(byte)
        }
        return String(validating: line, as: UTF8.self)
    }
}
