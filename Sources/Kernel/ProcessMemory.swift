import Glibc

/// What the kernel says of a process's memory and descriptors (proc(5)).
package enum ProcessMemory {
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
