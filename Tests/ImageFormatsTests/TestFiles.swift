import Foundation
import TestSupport

extension TemporaryFolder {
    /// Writes a file and returns its path.
    func write(_ bytes: [UInt8], as name: String = "image.tif") throws -> String {
        try write(bytes, to: name)
    }
}

extension TestData {
    /// The names in a folder of the test data, sorted.
    static func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }
}
