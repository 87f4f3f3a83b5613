import Kernel

/// Listening sockets that a service supervisor opened for us (sd_listen_fds(3)).
enum SocketActivation {
    private static let first: Int32 = 3

    /// The sockets by pool; FileDescriptorName= names the pool, and nameless ones go to the first.
    static func listeners(_ pools: [String]) throws -> [String: [Listener]] {
        guard let count = passedCount, let main = pools.first else { return [:] }
        let names =
            Process.environment("LISTEN_FDNAMES")?
            .split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
        var listeners: [String: [Listener]] = [:]
        for index in 0..<count {
            let descriptor = Descriptor(owning: first + Int32(index))
            try Process.setCloseOnExec(descriptor.number, true)
            try Process.setNonBlocking(descriptor.number, true)
            let name = index < names.count && pools.contains(names[index]) ? names[index] : main
            listeners[name, default: []].append(Listener(inheriting: descriptor))
        }
        return listeners
    }

    /// Nil unless the sockets were meant for this very process.
    private static var passedCount: Int? {
        guard Process.environment("LISTEN_PID") == "\(Process.number)" else { return nil }
        return Process.environment("LISTEN_FDS").flatMap { Int($0) }
    }
}
