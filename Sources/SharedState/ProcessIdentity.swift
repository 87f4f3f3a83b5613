import Kernel

/// Tells a process from a later one that got the same number.
struct ProcessIdentity: Hashable, Sendable {
    var process: Int32
    /// When it started, in clock ticks since boot; 0 when that cannot be told.
    var startTicks: UInt64

    private static let statusBytesMax = 4096

    init(process: Int32, startTicks: UInt64) {
        self.process = process
        self.startTicks = startTicks
    }

    /// The living process of that number; nil when there is none.
    init?(living process: Int32) throws(SystemError) {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try File.open("/proc/\(process)/stat").read(at: 0, count: Self.statusBytesMax)
        } catch {
            // A process may end between opening and reading (ESRCH).
            if error.isMissingFile || !Signal.reaches(process) { return nil }
            throw error
        }
        // The name may hold anything; the last parenthesis ends it (proc_pid_stat(5)).
        guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(end + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, fields[0].first != UInt8(ascii: "Z"),
            let ticks = UInt64(String(decoding: fields[19], as: UTF8.self))
        else { return nil }
        self.init(process: process, startTicks: ticks)
    }
}
