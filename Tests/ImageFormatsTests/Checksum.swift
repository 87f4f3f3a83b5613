import Codecs
import Foundation
import Pixels
import TestSupport

/// Checksums as the command of the system tells them.
enum Checksum {
    static func sha256(of bytes: [UInt8]) throws -> String {
        try sha256(ofEach: [bytes])[0]
    }

    /// One run of the command for all, in their order.
    static func sha256(ofEach contents: [[UInt8]]) throws -> [String] {
        let folder = try TemporaryFolder()
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = try contents.enumerated().map {
            try folder.write($0.element, as: "bytes-\($0.offset)")
        }
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map {
            String($0.prefix(64))
        }
    }
}

extension PixelBuffer {
    /// The samples row by row as they lie in memory.
    var bytes: [UInt8] {
        switch samples {
        case .uint8(let values): values
        case .int8(let values): SampleBytes.bytes(values)
        case .uint16(let values): SampleBytes.bytes(values)
        case .int16(let values): SampleBytes.bytes(values)
        case .uint32(let values): SampleBytes.bytes(values)
        case .int32(let values): SampleBytes.bytes(values)
        case .float(let values): SampleBytes.bytes(values)
        case .double(let values): SampleBytes.bytes(values)
        }
    }
}
