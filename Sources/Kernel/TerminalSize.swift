import CLinux

/// How wide a terminal is.
package enum TerminalSize {
    /// Columns of the terminal behind a descriptor; nil when it is no terminal.
    package static func columns(of descriptor: Int32) -> Int? {
        let columns = clinux_terminal_columns(descriptor)
        return columns > 0 ? Int(columns) : nil
    }
}
