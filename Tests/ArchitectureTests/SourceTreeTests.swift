import Foundation
import Testing

@Suite struct `Source tree` {
    @Test(arguments: try SourceFile.all())
    func `a file imports only what its target declares`(_ file: SourceFile) throws {
        let targets = try DeclaredTargets.ofPackage()
        try #require(targets.dependencies[file.target] != nil, "no target \(file.target)")
        #expect(targets.undeclaredImports(of: file).isEmpty)
    }

    @Test(arguments: try SourceFile.all())
    func `a file keeps the rules of the house`(_ file: SourceFile) {
        #expect(CodeRules.breaches(file).isEmpty)
    }

    @Test func `every module of the manifest has files, and every folder is a module`() throws {
        let targets = try DeclaredTargets.ofPackage()
        let folders = Set(try SourceFile.all().map(\.target))
        #expect(folders.subtracting(targets.dependencies.keys).isEmpty)
        #expect(folders.count > 20)
    }

    @Test func `names of metrics are spelled in the catalogue alone`() throws {
        let elsewhere = try SourceFile.all().filter { file in
            !file.path.hasPrefix("Telemetry/MetricCatalogue")
                && file.text.contains(/"(?:omeroweb_|http_server_|process_)\w+"/)
        }
        #expect(elsewhere.map(\.path) == [])
    }

    @Test func `names of settings are spelled in their declarations alone`() throws {
        let elsewhere = try SourceFile.all().filter { file in
            file.target != "Settings" && file.target != "OmeroCommands"
                // Namespaces of annotations look the same.
                && !file.path.hasSuffix("AnnotationRecords.swift")
                && file.text.contains(/"omero\.web\.[a-z_.]+"/)
        }
        #expect(elsewhere.map(\.path) == [])
    }

    @Test func `the package depends on no other package`() throws {
        let url = SourceFile.packageRoot.appending(path: "Package.swift")
        #expect(try !String(contentsOf: url, encoding: .utf8).contains(".package("))
    }

    @Test func `values and pure functions import no module that reads a clock or a file`() throws {
        let vocabulary: Set<String> = ["HTTP", "Pixels", "Settings", "Telemetry"]
        let breaches = try SourceFile.all().filter { file in
            vocabulary.contains(file.target)
                && file.imports.contains { ["Kernel", "Glibc", "LMDB", "SQLite"].contains($0) }
        }
        #expect(breaches.map(\.path) == [])
    }
}
