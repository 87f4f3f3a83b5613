package import Kernel
import LMDB

/// What all processes of an instance share; the only door to the coordination environments.
///
/// Everything that writes waits for other writers, so none of it is called on an event loop.
package final class SharedState: Sendable {
    /// Who opens the environments.
    package enum Role: Sendable {
        /// The master: makes what is missing, makes anew what cannot be used, sets the sizes, and
        /// holds everything open for its whole life.
        case founder
        /// A worker, or a command beside a running master: takes what the founder made.
        case member
    }

    package let rateLimiter: RateLimiter
    package let sessions: SessionTable
    package let resetTokens: ResetTokenTable
    /// Moves with changes of accounts.
    package let people: Generation
    /// Moves with saved rendering settings.
    package let renderings: Generation
    package let copiedSettings: CopiedSettingsTable
    /// Moves with changes that went through this server, of images and of who sees them.
    package let images: Generation
    package let loginThrottle: LoginThrottle
    package let metrics: MetricsStore
    package let cache: ResponseCache
    package let downloads: DownloadLedger
    package let speed: SpeedLimiter
    package let quotaOverrides: QuotaOverrides
    private let environments: [(name: String, environment: Environment)]
    private let cacheMark: BootMark?

    /// Opens the environments, once in this process.
    package init(
        _ configuration: SharedStateConfiguration,
        as role: Role,
        clock: @escaping @Sendable () -> MonotonicTime = MonotonicTime.now
    ) throws {
        let volatile = try StateFolder.volatile(configuration).open(as: role)
        let durable = try StateFolder.durable(configuration).open(as: role)
        let cacheFolder = StateFolder.cache(configuration)
        let cacheEnvironment = try cacheFolder.open(as: role)
        cacheMark = role == .founder ? cacheFolder.mark : nil
        // What is left is for metrics, which must not fail because visitors are many.
        rateLimiter = try RateLimiter(
            volatile,
            policies: configuration.policies,
            roomBytes: configuration.volatileBytes / 2,
            clock: clock
        )
        loginThrottle = try LoginThrottle(
            volatile,
            roomBytes: configuration.volatileBytes / 8,
            clock: clock
        )
        metrics = try MetricsStore(volatile)
        people = try Generation(durable, of: Generation.people)
        renderings = try Generation(durable, of: Generation.renderings)
        copiedSettings = try CopiedSettingsTable(durable, configuration)
        images = try Generation(volatile, of: Generation.images)
        sessions = try SessionTable(durable, configuration)
        downloads = try DownloadLedger(durable, roomBytes: DownloadLedger.roomBytes(configuration))
        speed = try SpeedLimiter(
            volatile,
            roomBytes: configuration.volatileBytes / 8,
            clock: clock
        )
        quotaOverrides = try QuotaOverrides(durable)
        resetTokens = try ResetTokenTable(durable)
        cache = try ResponseCache(cacheEnvironment, bytesMax: configuration.cacheBytes)
        environments = [("volatile", volatile), ("durable", durable), ("cache", cacheEnvironment)]
    }

    /// Frees the places of readers that died, and answers how many there were.
    package func checkReaders() -> Int {
        environments.reduce(0) { $0 + $1.environment.checkReaders() }
    }

    package func usage() throws -> [(name: String, usedBytes: Int, mapBytes: Int, readers: Int)] {
        try environments.map { name, environment in
            let usage = try environment.usage()
            return (name, usage.usedBytes, usage.mapBytes, usage.readers)
        }
    }

    /// Makes the cache outlive the machine; the founder's last call, when all workers are gone.
    package func close() throws {
        guard let cacheMark else { return }
        for (_, environment) in environments { try environment.flush() }
        try cacheMark.writeClean()
    }
}

/// Why the shared state cannot be used.
package enum SharedStateError: Error, Equatable, CustomStringConvertible {
    case damaged(folder: String)
    case otherVersion(folder: String)
    case notFounded(folder: String)

    package var description: String {
        switch self {
        case .damaged(let folder):
            "\(folder) is damaged: restore it from a backup, or remove it, which ends all sessions"
        case .otherVersion(let folder):
            "\(folder) was written by another version: use that one, or remove the folder,"
                + " which ends all sessions"
        case .notFounded(let folder):
            "\(folder) has no database: start the server first"
        }
    }
}
