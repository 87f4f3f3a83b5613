import CLinux
import Glibc

/// What the kernel says of a process's memory and descriptors (proc(5)).
package enum ProcessMemory {
    /// Keeps freed buffers for the next ones instead of giving each back to the kernel.
    ///
    /// Planes and pictures are larger than what the allocator maps one by one, and clearing fresh
    /// pages took a third of the time of rendering one. Call it before threads start.
    package static func keepFreedBuffers() {
        // Old settings stay when the allocator refuses new ones: slower, and no less correct.
        _ = clinux_keep_freed_memory(mappedFromBytes, keptBytesMax)
    }

    /// Buffers from this size on are mapped and given back at once; the allocator's own maximum.
    private static let mappedFromBytes = 32 << 20
    /// Freed bytes a heap keeps at its end.
    private static let keptBytesMax = 64 << 20

    /// Resident bytes; 0 when the process is gone.
    package static func residentBytes(of process: Int32) -> Int {
        do throws(SystemError) {
            let text = try File.open("/proc/\(process)/statm").read(at: 0, count: 128)
            let words = String(decoding: text, as: UTF8.self).split(separator: " ")
            return words.count > 1 ? (Int(words[1]) ?? 0) * Int(getpagesize()) : 0
        } catch {
            // It ended between being listed and being looked at.
            return 0
        }
    }

    /// Open descriptors of this process.
    package static func openDescriptorCount() throws(SystemError) -> Int {
        // The listing itself has one open.
        try Directory.names(in: "/proc/self/fd").count - 1
    }
}
