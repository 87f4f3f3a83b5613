import Foundation
import Settings
import TestSupport
import Testing

@testable import OmeroCommands

/// The pages of the project, by their paths from its root.
private enum Pages {
    static let all: [String] = {
        let folders = ["", "docs/", "ops/"]
        return folders.flatMap { folder in
            let path = PackageFolder.path + "/" + folder
            let names = FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []
            return names.filter { $0.hasSuffix(".md") && (!folder.isEmpty || !$0.contains("/")) }
                .map { folder + $0 }
        }.sorted()
    }()

    static func text(_ page: String) throws -> String {
        try String(contentsOfFile: PackageFolder.path + "/" + page, encoding: .utf8)
    }

    /// Command lines `omero …` that stand in code, indented by four blanks or between backticks.
    static func commandLines(_ text: String) -> [String] {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map(String.init)
        let spans = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 && !$0.element.contains("\n") }
            .map { String($0.element) }
        return (lines + spans).compactMap { line in
            let words = line.drop { $0 == " " || $0 == "$" }
            let program = words.prefix { $0 != " " }
            guard program == "omero" || program.hasSuffix("/omero"), words != program else {
                return nil
            }
            return String(words.dropFirst(program.count))
        }
    }
}

/// The words of a command line up to a comment or a redirection, quotes taken away as a shell does.
private func shellWords(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
        if let open = quote {
            if character == open { quote = nil } else { word = (word ?? "") + String(character) }
        } else if character == "'" || character == "\"" {
            quote = character
            word = word ?? ""
        } else if character == " " {
            if let word { words.append(word) }
            word = nil
        } else if word == nil && "#>|&;".contains(character) {
            return words
        } else {
            word = (word ?? "") + String(character)
        }
    }
    return words + (word.map { [$0] } ?? [])
}

@Suite struct Documentation {
    @Test func `there are pages`() {
        #expect(Pages.all.contains("README.md"))
    }

    @Test(arguments: Pages.all)
    func `commands on a page exist`(_ page: String) throws {
        for line in Pages.commandLines(try Pages.text(page)) where line.allSatisfy(\.isASCII) {
            let words = shellWords(line)
            #expect(throws: Never.self, "omero\(line)") {
                try CommandParser(words, root: CommandTree.root)
            }
        }
    }

    @Test(arguments: Pages.all)
    func `properties on a page exist`(_ page: String) throws {
        let text = try Pages.text(page)
        for match in text.matches(of: /omero\.(web|data)(\.[a-z_]+)+/) {
            let isGroup =
                text[match.range.upperBound...].hasPrefix(".")
                || SettingsCatalogue.all.contains { $0.name.hasPrefix(match.output.0 + ".") }
            let name = String(match.output.0)
            let isKnown =
                SettingsCatalogue.setting(name) != nil
                || SettingsCatalogue.note(on: name) != nil
            #expect(isGroup || isKnown, "\(name)")
        }
    }

    @Test func `a line is read as a shell reads it`() {
        #expect(shellWords(" config set k '^/(a|b)' # why") == ["config", "set", "k", "^/(a|b)"])
        #expect(shellWords(" web config nginx > x") == ["web", "config", "nginx"])
    }
}
