import Kernel
import LMDB

/// A folder with one environment, and the rules by which it is opened.
///
/// A founder makes a volatile or cache environment anew when it is damaged, of another version, or
/// may be torn because the machine went down. It unlinks the files and never writes over them: a
/// process that still has the old ones goes on with those. A durable one is left as it is and
/// refused.
struct StateFolder {
    let path: String
    let options: Environment.Options

    /// Raised when the layout of the tables changes.
    static let layoutVersion: UInt8 = 2

    static func volatile(_ configuration: SharedStateConfiguration) -> StateFolder {
        StateFolder(
            path: configuration.volatileFolder,
            options: Environment.Options(
                mapBytes: configuration.volatileBytes,
                survival: .processes
            )
        )
    }

    static func durable(_ configuration: SharedStateConfiguration) -> StateFolder {
        StateFolder(
            path: configuration.durableFolder,
            options: Environment.Options(mapBytes: configuration.durableBytes, survival: .machine)
        )
    }

    static func cache(_ configuration: SharedStateConfiguration) -> StateFolder {
        StateFolder(
            path: configuration.cacheFolder,
            options: Environment.Options(
                mapBytes: ResponseCache.mapBytes(for: configuration.cacheBytes),
                survival: .processesOnDisk
            )
        )
    }

    var mark: BootMark { BootMark(path: path + "/boot") }
    private var dataPath: String { path + "/data.mdb" }
    private var isDurable: Bool { options.survival == .machine }

    func open(as role: SharedState.Role) throws -> Environment {
        switch role {
        case .founder: try found()
        case .member: try join()
        }
    }

    private func found() throws -> Environment {
        try Directory.create(path, mode: 0o700)
        if isDurable { return try openFounded() }
        if try !mark.isTrustworthy() { try removeFiles() }
        try mark.writeRunning()
        do {
            return try openFounded()
        } catch is SharedStateError {
            // What is kept here can be counted or rendered again.
            try removeFiles()
            return try openFounded()
        }
    }

    private func openFounded() throws -> Environment {
        do {
            if Directory.exists(dataPath) { try Environment.inspect(path: path) }
            let environment = try Environment(path: path, options: options)
            // Before the first change: writing to a hole on a full file system ends the process.
            if options.survival == .processes {
                try MapAllocation.reserve(dataPath, bytes: try environment.usage().mapBytes)
            }
            try checkLayout(environment, mayWrite: true)
            return environment
        } catch LMDBError.damaged {
            throw SharedStateError.damaged(folder: path)
        }
    }

    /// What a command opens beside a running server, or of one that ran; nil before the first start.
    func openIfFounded() throws -> Environment? {
        Directory.exists(dataPath) ? try join() : nil
    }

    private func join() throws -> Environment {
        guard Directory.exists(dataPath) else { throw SharedStateError.notFounded(folder: path) }
        do {
            var options = options
            // The size is the founder's: another one would break its map.
            options.mapBytes = 0
            let environment = try Environment(path: path, options: options)
            try checkLayout(environment, mayWrite: false)
            return environment
        } catch LMDBError.damaged {
            throw SharedStateError.damaged(folder: path)
        }
    }

    /// Compares the version of an old environment, and writes it into a new one.
    private func checkLayout(_ environment: Environment, mayWrite: Bool) throws {
        let table = try environment.table("layout")
        let key = Array("version".utf8)
        let found = try environment.read { try $0.value(table, key) }
        if found == [Self.layoutVersion] { return }
        guard found == nil, mayWrite else { throw SharedStateError.otherVersion(folder: path) }
        try environment.write { try $0.put(table, key, [Self.layoutVersion]) }
    }

    private func removeFiles() throws {
        try Directory.removeFileIfPresent(dataPath)
        try Directory.removeFileIfPresent(path + "/lock.mdb")
    }
}
