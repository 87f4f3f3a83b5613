import CLinux
import Glibc

/// Other processes: starting our own binary, and learning how it ended.
package enum ChildProcess {
    /// How a child ended.
    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// What a child is started with.
    package struct Launch: Sendable {
        package var path: String
        /// Arguments after the program's name.
        package var arguments: [String]
        /// Whole environment, as `NAME=value`.
        package var environment: [String]
        /// Own descriptors and the numbers they get in the child.
        package var descriptors: [(own: Int32, childs: Int32)]
        /// Where the child's output and error messages go; nil leaves them as ours.
        package var output: Int32?

        package init(
            path: String,
            arguments: [String],
            environment: [String],
            descriptors: [(own: Int32, childs: Int32)] = [],
            output: Int32? = nil
        ) {
            self.path = path
            self.arguments = arguments
            self.environment = environment
            self.descriptors = descriptors
            self.output = output
        }
    }

    /// Starts a program and answers its process number; never a bare fork.
    package static func spawn(_ launch: Launch) throws(SystemError) -> Int32 {
        let arguments = unsafe CStrings([launch.path] + launch.arguments)
        let environment = unsafe CStrings(launch.environment)
        defer {
            unsafe arguments.free()
            unsafe environment.free()
        }
        let from = launch.descriptors.map(\.own)
        let to = launch.descriptors.map(\.childs)
        return try check("spawn", launch.path) {
            unsafe clinux_spawn(
                launch.path,
                arguments.pointers,
                environment.pointers,
                from,
                to,
                Int32(from.count),
                launch.output ?? -1
            )
        }
    }

    /// Replaces this process by a program, which keeps the process number; comes back only to throw.
    ///
    /// The program inherits the blocked signals, with those that wait.
    package static func replaceSelf(
        path: String,
        arguments: [String],
        environment: [String]
    ) throws(SystemError) {
        let arguments = unsafe CStrings([path] + arguments)
        let environment = unsafe CStrings(environment)
        defer {
            unsafe arguments.free()
            unsafe environment.free()
        }
        try check("execve", path) {
            unsafe clinux_execute(path, arguments.pointers, environment.pointers)
        }
    }

    /// The next child that ended; nil when none did.
    package static func nextEnded() throws(SystemError) -> (process: Int32, ending: Ending)? {
        var status: Int32 = 0
        let process = try check("waitpid") { unsafe clinux_wait(&status) }
        guard process > 0 else { return nil }
        let ending =
            clinux_exited(status) != 0
            ? Ending.exited(clinux_exit_code(status)) : .signalled(clinux_signal_of(status))
        return (process, ending)
    }
}

/// A null-terminated array of C strings.
@unsafe private struct CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        unsafe pointers = strings.map { unsafe strdup($0) } + [nil]
    }

    func free() {
        unsafe pointers.forEach { unsafe Glibc.free($0) }
    }
}
