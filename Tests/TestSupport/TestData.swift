import Foundation

/// The folder of pictures and malformed inputs that lies beside a checkout, where there is one.
///
/// Tests that use it are switched on by `.enabled(if: TestData.isPresent, TestData.absent)`.
package enum TestData {
    /// Its path: `OMERO_TEST_DATA`, or `../shared/data` beside the package.
    package static let folder: String = {
        if let path = ProcessInfo.processInfo.environment["OMERO_TEST_DATA"] { return path }
        return PackageFolder.path + "/../shared/data"
    }()

    package static var isPresent: Bool { FileManager.default.fileExists(atPath: folder) }

    /// Why a test that needs the folder is skipped.
    package static var absent: String { "no test data at \(folder); OMERO_TEST_DATA names it" }

    /// The path of a file or folder in it.
    package static func path(_ name: String) -> String { folder + "/" + name }

    package static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    package static func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }

    package static func text(_ name: String) throws -> String {
        String(decoding: try read(name), as: UTF8.self)
    }
}

/// The folder of Package.swift.
package enum PackageFolder {
    package static let path: String = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .path(percentEncoded: false)
        .trimmingSuffix("/")
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
