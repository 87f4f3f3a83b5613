import Kernel
import LMDB

/// What all processes of an instance share; the only door to the coordination environments.
///
/// Everything that writes waits for other writers, so none of it is called on an event loop.
package final class SharedState: Sendable {
    package let rateLimiter: RateLimiter
    package let sessions: SessionTable
    package let metrics: MetricsStore
    package let cache: ResponseCache
    private let environments: [(name: String, environment: Environment)]

    /// Raised when the layout of the tables changes.
    static let layoutVersion: UInt8 = 1

    /// Opens the environments, once in this process.
    ///
    /// A volatile or cache environment that is damaged or of another version is made anew; a durable
    /// one is left as it is and refused.
    package init(_ configuration: SharedStateConfiguration) throws {
        var volatileOptions = Environment.Options(mapBytes: configuration.volatileBytes)
        volatileOptions.isVolatile = true
        let volatile = try Self.openOrRebuild(configuration.volatileFolder, volatileOptions)
        try MapAllocation.reserve(
            configuration.volatileFolder + "/data.mdb",
            bytes: configuration.volatileBytes
        )
        let durable = try Self.openDurable(configuration)
        // Old entries are evicted one write late, and freed pages are reused one reader later.
        var cacheOptions = Environment.Options(
            mapBytes: configuration.cacheBytes + configuration.cacheBytes / 2 + (64 << 20)
        )
        cacheOptions.isVolatile = true
        let cacheEnvironment = try Self.openOrRebuild(configuration.cacheFolder, cacheOptions)
        rateLimiter = try RateLimiter(volatile, policies: configuration.policies)
        metrics = try MetricsStore(volatile)
        sessions = try SessionTable(
            durable,
            idleSeconds: configuration.sessionIdleSeconds,
            ageSeconds: configuration.sessionAgeSeconds
        )
        cache = try ResponseCache(cacheEnvironment, bytesMax: configuration.cacheBytes)
        environments = [("volatile", volatile), ("durable", durable), ("cache", cacheEnvironment)]
    }

    private static func openDurable(
        _ configuration: SharedStateConfiguration
    ) throws -> Environment {
        try Directory.create(configuration.durableFolder, mode: 0o700)
        let options = Environment.Options(mapBytes: configuration.durableBytes)
        do {
            let environment = try Environment(path: configuration.durableFolder, options: options)
            guard try hasCurrentLayout(environment) else {
                throw SharedStateError.otherVersion(folder: configuration.durableFolder)
            }
            return environment
        } catch LMDBError.damaged {
            throw SharedStateError.damaged(folder: configuration.durableFolder)
        }
    }

    private static func openOrRebuild(
        _ folder: String,
        _ options: Environment.Options
    ) throws -> Environment {
        try Directory.create(folder, mode: 0o700)
        do {
            let environment = try Environment(path: folder, options: options)
            if try hasCurrentLayout(environment) { return environment }
        } catch LMDBError.damaged {
            // Fall through: what is kept here can be counted or rendered again.
        }
        try Directory.removeFileIfPresent(folder + "/data.mdb")
        try Directory.removeFileIfPresent(folder + "/lock.mdb")
        let environment = try Environment(path: folder, options: options)
        _ = try hasCurrentLayout(environment)
        return environment
    }

    /// Writes the version into a new environment, and compares it in an old one.
    private static func hasCurrentLayout(_ environment: Environment) throws -> Bool {
        let table = try environment.table("layout")
        let key = Array("version".utf8)
        if let found = try environment.read({ try $0.value(table, key) }) {
            return found == [layoutVersion]
        }
        try environment.write { try $0.put(table, key, [layoutVersion]) }
        return true
    }

    /// Frees the places of readers that died, and answers how many there were.
    package func checkReaders() -> Int {
        environments.reduce(0) { $0 + $1.environment.checkReaders() }
    }

    package func usage() -> [(name: String, usedBytes: Int, mapBytes: Int, readers: Int)] {
        environments.map { name, environment in
            let usage = environment.usage()
            return (name, usage.usedBytes, usage.mapBytes, usage.readers)
        }
    }
}

/// Why the shared state cannot be used.
package enum SharedStateError: Error, Equatable, CustomStringConvertible {
    case damaged(folder: String)
    case otherVersion(folder: String)

    package var description: String {
        switch self {
        case .damaged(let folder):
            "\(folder) is damaged: restore it from a backup, or remove it, which ends all sessions"
        case .otherVersion(let folder):
            "\(folder) was written by another version: use that one, or remove the folder, which ends all sessions"
        }
    }
}
