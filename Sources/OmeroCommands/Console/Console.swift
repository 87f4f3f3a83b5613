import Kernel

/// Where a command reads and writes: data to the output, words about it to the messages.
package struct Console: Sendable {
    /// Writes data, as it is.
    package var write: @Sendable (String) throws -> Void
    /// Writes to those who watch, as it is.
    package var writeMessage: @Sendable (String) throws -> Void
    /// All of the standard input.
    package var readInput: @Sendable () throws -> [UInt8]
    /// Asks for a line that is not shown; nil when nobody can be asked.
    package var readSecret: @Sendable (_ prompt: String) throws -> String?
    package var environment: @Sendable (String) -> String?
    /// Columns of the terminal that shows the messages; nil when there is none.
    package var columns: Int?
    /// Whether the output may be coloured.
    package var usesColour: Bool

    package init(
        write: @escaping @Sendable (String) throws -> Void,
        writeMessage: @escaping @Sendable (String) throws -> Void,
        readInput: @escaping @Sendable () throws -> [UInt8],
        readSecret: @escaping @Sendable (_ prompt: String) throws -> String?,
        environment: @escaping @Sendable (String) -> String?,
        columns: Int? = nil,
        usesColour: Bool = false
    ) {
        self.write = write
        self.writeMessage = writeMessage
        self.readInput = readInput
        self.readSecret = readSecret
        self.environment = environment
        self.columns = columns
        self.usesColour = usesColour
    }

    /// Longest standard input a command reads.
    private static let inputBytesMax = 16 << 20

    /// The streams of this process.
    package static func standard() -> Console {
        Console(
            write: { try StandardStream.output.write($0) },
            writeMessage: { try StandardStream.error.write($0) },
            readInput: { try StandardStream.input.readAll(countMax: inputBytesMax) },
            readSecret: { try Terminal.secret($0) },
            environment: { Process.environment($0) },
            columns: StandardStream.error.terminalColumns,
            usesColour: StandardStream.output.terminalColumns != nil && mayColour()
        )
    }

    /// NO_COLOR (no-color.org) and a terminal that cannot.
    private static func mayColour() -> Bool {
        (Process.environment("NO_COLOR") ?? "").isEmpty && Process.environment("TERM") != "dumb"
    }

    func line(_ text: String) throws { try write(text + "\n") }

    func message(_ text: String) throws { try writeMessage(text + "\n") }

    /// A mark such as `[OK]`, in its colour where there are colours.
    func mark(_ word: String) -> String {
        guard usesColour else { return "[\(word)]" }
        let isGood = word == "OK" || word == "RUNNING"
        return "\u{1B}[\(isGood ? 32 : 31)m[\(word)]\u{1B}[0m"
    }
}
