import Testing

@testable import OmeroWeb

@Suite struct `Log line` {
    private func text(_ message: String) -> String {
        LogLine(
            unixNanoseconds: 1_577_934_245_006_999_999,
            level: .warning,
            logger: "omeroweb.sync",
            process: 42,
            message: message
        ).text
    }

    @Test func `a line has the time, level, logger, process and message`() {
        #expect(
            text("all is well")
                == "2020-01-02 03:04:05,006 WARNING [omeroweb.sync] (proc.42) all is well"
        )
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{0B}"])
    func `no message makes a second line`(lineEnd: String) {
        #expect(text("a\(lineEnd)2020 INFO forged").hasSuffix("(proc.42) a 2020 INFO forged"))
    }

    @Test(arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{9B}"])
    func `no message commands a terminal`(control: String) {
        #expect(text("a\(control)[31m").hasSuffix(" a?[31m"))
    }
}
