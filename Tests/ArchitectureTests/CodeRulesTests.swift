import Testing

/// The rules themselves: each finds what it is for, and nothing in code that keeps it.
@Suite struct `Code rules` {
    private func breaches(_ text: String, in target: String = "Rendering") -> [String] {
        CodeRules.breaches(SourceFile(path: "\(target)/Sample.swift", text: text))
    }

    @Test(arguments: [
        "let a = try! read()", "let a = try? read()", "let a = b as! Int", "let a = b!",
        "print(\"a\")", "unsafe pointer.read()", "import Glibc", "import Foundation",
        "do { try a() } catch { }", "do { try a() } catch let e {\n}", "fatalError(\"a\")",
    ])
    func `a breach is found`(_ text: String) { #expect(!breaches(text).isEmpty) }

    @Test(arguments: [
        "guard a != b else { return }", "if !isEmpty { b() }", "// try! is not allowed",
        "let text = \"wait!\"", "let a = b ?? c", "catch {\n    log(error)\n}",
    ])
    func `code that keeps the rules passes`(_ text: String) { #expect(breaches(text) == []) }

    @Test func `wrappers may say unsafe, and commands may print`() {
        #expect(breaches("unsafe pointer.read()", in: "Kernel") == [])
        #expect(breaches("print(1)", in: "OmeroCommands") == [])
    }

    @Test func `a long function is found, and so is a long file`() {
        let body = String(repeating: "    a()\n", count: CodeRules.functionLinesMax)
        #expect(breaches("func long() {\n\(body)}\n").count == 1)
        #expect(breaches("func short() {\n    a()\n}\n\(body)") == [])
        let file = String(repeating: "\n", count: CodeRules.linesMax)
        #expect(breaches(file).count == 1)
    }

    @Test func `an import that is not declared is found`() {
        let targets = DeclaredTargets(
            manifest:
                "library(\"Low\"), library(\"High\", over: \"Middle\"), library(\"Middle\", over: \"Low\")"
        )
        let file = SourceFile(path: "High/A.swift", text: "import Middle\npackage import Low\n")
        #expect(targets.undeclaredImports(of: file) == ["Low"])
    }
}
