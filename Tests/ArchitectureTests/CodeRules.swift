import Foundation

/// What no file may do, and where it is done all the same; pure, so that the rules are tested too.
enum CodeRules {
    /// The only modules that touch C.
    static let wrappers: Set<String> = [
        "Kernel", "LMDB", "SQLite", "Codecs", "OpenSlide", "Vectors", "XML", "Secrets",
    ]
    static let linesMax = 400
    static let functionLinesMax = 70

    static func breaches(_ file: SourceFile) -> [String] {
        var breaches: [String] = []
        if file.lines.count > linesMax { breaches.append("\(file.lines.count) lines") }
        for (index, line) in file.code.enumerated() {
            for (name, isBroken) in lineRules where isBroken(line, file) {
                breaches.append("line \(index + 1): \(name)")
            }
        }
        for (start, count) in functionLengths(file.code) where count > functionLinesMax {
            breaches.append("line \(start + 1): a function of \(count) lines")
        }
        return breaches + emptyCatches(file.text)
    }

    private static let lineRules: [(String, @Sendable (String, SourceFile) -> Bool)] = [
        ("try!", { line, _ in line.contains(/\btry!/) }),
        ("try?", { line, _ in line.contains(/\btry\?/) }),
        ("a forced cast", { line, _ in line.contains(/\bas!/) }),
        ("a forced unwrap", { line, _ in line.contains(/[\w\)\]]!(?!=)(?:[\s\.\)\],\[]|$)/) }),
        ("fatalError", { line, _ in line.contains(/\bfatalError\(/) }),
        ("print", { line, file in file.target != "OmeroCommands" && line.contains(/\bprint\(/) }),
        (
            "unsafe outside the wrappers",
            { line, file in !wrappers.contains(file.target) && line.contains(/\bunsafe\b/) }
        ),
        (
            "C outside the wrappers",
            { line, file in
                !wrappers.contains(file.target) && line.contains(/^\s*import (?:Glibc|C[A-Z]\w+)/)
            }
        ),
        ("Foundation", { line, _ in line.contains(/^\s*(?:package )?import Foundation/) }),
        ("-Ounchecked", { line, _ in line.contains("-Ounchecked") }),
    ]

    private static func emptyCatches(_ text: String) -> [String] {
        text.matches(of: /catch[^{\n]*\{\s*\}/).map { _ in "an empty catch" }
    }

    /// Where functions begin, and how many lines each has, counted by braces.
    static func functionLengths(_ code: [String]) -> [(start: Int, count: Int)] {
        var lengths: [(start: Int, count: Int)] = []
        var open: [(start: Int, depth: Int)] = []
        var awaitsBody: Int?
        var depth = 0
        for (index, line) in code.enumerated() {
            if line.contains(/\b(?:func|init|deinit)\b.*\(|\bdeinit\b/) { awaitsBody = index }
            for character in line {
                if character == "{" {
                    if let start = awaitsBody {
                        open.append((start, depth))
                        awaitsBody = nil
                    }
                    depth += 1
                } else if character == "}" {
                    depth -= 1
                    if let last = open.last, last.depth == depth {
                        lengths.append((last.start, index - last.start + 1))
                        open.removeLast()
                    }
                }
            }
        }
        return lengths
    }
}
