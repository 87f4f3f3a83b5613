import CLinux
import Glibc

/// This process: its number, its environment, its end.
package enum Process {
    package static var number: Int32 { getpid() }

    /// Leaves the terminal and becomes the head of a session of its own.
    package static func becomeSessionLeader() { _ = clinux_new_session() }

    /// Ends this process at once.
    package static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

    /// The value of an environment variable; nil when unset.
    package static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The whole environment, as `NAME=value`.
    package static func environment() -> [String] {
        var entries: [String] = []
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            unsafe entries.append(String(cString: text))
            unsafe entry = entry.advanced(by: 1)
        }
        return entries
    }

    /// The path of the program that runs, symbolic links resolved.
    ///
    /// When the file was replaced since, the path of its successor.
    package static func executablePath() throws(SystemError) -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = try check("readlink", "/proc/self/exe") {
            unsafe readlink("/proc/self/exe", &bytes, Int(PATH_MAX))
        }
        let path = String(decoding: bytes[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }

    package static func setCloseOnExec(_ descriptor: Int32, _ on: Bool) throws(SystemError) {
        try check("fcntl") { clinux_set_close_on_exec(descriptor, on ? 1 : 0) }
    }

    package static func setNonBlocking(_ descriptor: Int32, _ on: Bool) throws(SystemError) {
        try check("fcntl") { clinux_set_nonblocking(descriptor, on ? 1 : 0) }
    }

    /// Processors this process may use.
    package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    package static func changeDirectory(to path: String) throws(SystemError) {
        try check("chdir", path) { unsafe chdir(path) }
    }

    package static func workingDirectory() -> String {
        guard let text = unsafe getcwd(nil, 0) else { return "." }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }
}
