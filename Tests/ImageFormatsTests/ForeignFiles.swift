import Foundation

/// The optional folder of files that other programs wrote; its tests say so when it is absent.
enum ForeignFiles {
    static let folder =
        ProcessInfo.processInfo.environment["OMERO_TEST_DATA"] ?? "../shared/data"

    static let isPresent = FileManager.default.fileExists(atPath: folder + "/README.md")

    static func path(_ name: String) -> String { folder + "/" + name }

    static func names(_ subfolder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path(subfolder))
        return (names ?? []).sorted()
    }
}
