import Foundation
import Testing

/// A file of the package's own code, as the rules look at it.
struct SourceFile: Sendable, CustomTestStringConvertible {
    /// Path below `Sources`.
    let path: String
    let text: String

    var target: String { path.split(separator: "/").first.map(String.init) ?? "" }
    var testDescription: String { path }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// Lines without comments and without what stands in quotation marks.
    var code: [String] {
        lines.map { line in
            let plain = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
            guard let comment = plain.firstRange(of: "//") else { return String(plain) }
            return String(plain[..<comment.lowerBound])
        }
    }

    var imports: [String] {
        let statement = /^(?:@\w+ )?(?:package |public |internal |private )?import (\w+)/
        return lines.compactMap { $0.firstMatch(of: statement).map { String($0.1) } }
    }

    static let packageRoot = URL(filePath: #filePath).appending(path: "../../..")
        .standardizedFileURL

    static func all() throws -> [SourceFile] {
        let sources = packageRoot.appending(path: "Sources")
        return try FileManager.default.subpathsOfDirectory(atPath: sources.path())
            .filter { $0.hasSuffix(".swift") }
            .sorted()
            .map { path in
                let url = sources.appending(path: path)
                return SourceFile(path: path, text: try String(contentsOf: url, encoding: .utf8))
            }
    }
}

/// The target graph, read from the calls of the manifest.
struct DeclaredTargets {
    let dependencies: [String: Set<String>]

    init(manifest: String) {
        let call =
            /(?:library|system|\.target|\.executableTarget)\(\s*(?:name:\s*)?"(\w+)"([^)]*)\)/
        var dependencies: [String: Set<String>] = [:]
        for match in manifest.matches(of: call) {
            let names = match.2.matches(of: /"(\w+)"/).map { String($0.1) }
            dependencies[String(match.1)] = Set(names)
        }
        self.dependencies = dependencies
    }

    static func ofPackage() throws -> DeclaredTargets {
        let url = SourceFile.packageRoot.appending(path: "Package.swift")
        return DeclaredTargets(manifest: try String(contentsOf: url, encoding: .utf8))
    }

    /// What a file imports though its target does not declare it.
    func undeclaredImports(of file: SourceFile) -> [String] {
        let declared = dependencies[file.target] ?? []
        return file.imports.filter { dependencies[$0] != nil && !declared.contains($0) }
    }
}
