import Kernel

/// Text from a file that a command line names, `-` being the standard input.
enum TextInput {
    private static let sizeBytesMax = 16 << 20

    static func read(_ path: String, _ console: Console) throws -> String {
        let bytes = path == "-" ? try console.readInput() : try content(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.badData, "\(path): not UTF-8")
        }
        return text
    }

    private static func content(of path: String) throws -> [UInt8] {
        let file = try File.open(path)
        guard file.sizeBytes <= sizeBytesMax else {
            throw CommandFailure(.badData, "\(path): more than \(sizeBytesMax) bytes")
        }
        return try file.read(at: 0, count: file.sizeBytes)
    }
}
