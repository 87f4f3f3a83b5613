import Foundation
import Kernel

/// Whether the kernel closes the descriptor when this process becomes another program (proc(5)).
func closesOnExec(_ descriptor: Descriptor) throws -> Bool {
    let path = "/proc/self/fdinfo/\(descriptor.number)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags:") }),
        let flags = Int(line.dropFirst(6).trimmingCharacters(in: .whitespaces), radix: 8)
    else { throw CocoaError(.fileReadCorruptFile) }
    return flags & 0o2_000_000 != 0
}
