/// A line on a terminal that is written over again and again; nothing elsewhere.
final class TerminalLine {
    private let console: Console
    private var isShown = false

    /// Goes to the first column and wipes what is behind it (ECMA-48, erase in line).
    private static let wipe = "\r\u{1B}[K"

    init(_ console: Console) { self.console = console }

    /// Shows another text in the place of the last.
    func show(_ text: String) throws {
        guard console.columns != nil else { return }
        try console.writeMessage(Self.wipe + text)
        isShown = true
    }

    /// Wipes what is shown.
    func erase() throws {
        guard isShown else { return }
        isShown = false
        try console.writeMessage(Self.wipe)
    }
}
