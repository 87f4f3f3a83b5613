/// Where the shared environments lie and how large they may grow.
package struct SharedStateConfiguration: Sendable {
    /// A folder in memory: limits and metrics.
    package var volatileFolder: String
    package var volatileBytes = 32 << 20
    /// A folder on disk: sessions.
    package var durableFolder: String
    package var durableBytes = 256 << 20
    /// A folder that may be deleted while nothing runs: thumbnails.
    package var cacheFolder: String
    /// Bytes of values the cache keeps; 0 keeps none.
    package var cacheBytes = 512 << 20
    package var policies: [RateLimitPolicy] = []
    package var sessionIdleSeconds = 86_400.0
    package var sessionAgeSeconds = 86_400.0

    package init(volatileFolder: String, durableFolder: String, cacheFolder: String) {
        self.volatileFolder = volatileFolder
        self.durableFolder = durableFolder
        self.cacheFolder = cacheFolder
    }
}
