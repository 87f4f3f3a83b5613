import Kernel
import SharedState
import Telemetry

/// What the tests of the shared state need another process for.
enum StateCommands {
    private static func configuration(_ folder: String) -> SharedStateConfiguration {
        var configuration = SharedStateConfiguration(
            volatileFolder: folder + "/volatile",
            durableFolder: folder + "/durable",
            cacheFolder: folder + "/cache"
        )
        configuration.cacheBytes = 16 << 20
        return configuration
    }

    static func join(_ folder: String) throws {
        _ = try SharedState(configuration(folder), as: .member)
        Output.line("joined")
    }

    /// Asks for admission without a pause: rate, burst, seconds; says how often it was admitted.
    static func admit(_ folder: String, _ numbers: [Double]) throws {
        var configuration = configuration(folder)
        configuration.policies = [
            RateLimitPolicy(name: "api", ratePerSecond: numbers[0], burst: numbers[1])
        ]
        let limiter = try SharedState(configuration, as: .member).rateLimiter
        Output.line("ready")
        let end = MonotonicTime.now().adding(seconds: numbers[2])
        var admitted = 0
        var transactions = 0
        while true {
            let now = MonotonicTime.now()
            if now >= end { break }
            let local = limiter.admitLocally(0, .user(7), at: now)
            if local == nil { transactions += 1 }
            let verdict = try local ?? limiter.admit(0, .user(7), at: now)
            if case .admitted = verdict { admitted += 1 }
        }
        Output.line("admitted \(admitted) \(transactions)")
    }

    /// Says when the session is found, and when it is found no more.
    static func watchSession(_ folder: String, _ token: String) throws {
        let sessions = try SharedState(configuration(folder), as: .member).sessions
        guard let record = try sessions.lookup(token, atSeconds: WallClock.nowSeconds()) else {
            return Output.line("absent")
        }
        Output.line("user \(record.userID)")
        while try sessions.lookup(token, atSeconds: WallClock.nowSeconds()) != nil {}
        Output.line("absent")
    }

    /// Stores values of many sizes, and reads some again.
    static func fillCache(_ folder: String, seed: UInt64) throws {
        let cache = try SharedState(configuration(folder), as: .member).cache
        for index in 0..<2000 {
            let length = 1000 + Int((UInt64(index) &* 2_654_435_761 &+ seed) % 60_000)
            let value = [UInt8](repeating: UInt8(truncatingIfNeeded: length), count: length)
            let key = Array("\(seed) \(index)".utf8)
            try cache.store(value, for: key)
            if let found = try cache.value(for: key), found != value {
                return Output.line("wrong value")
            }
        }
        Output.line("done")
    }

    /// Counts requests and writes its row of metrics, then lives on.
    static func count(_ folder: String, serial: Int, _ requests: Int) throws {
        let store = try SharedState(configuration(folder), as: .member).metrics
        let metrics = WorkerMetrics(routes: ["page"], policies: [])
        for _ in 0..<requests {
            metrics.countRequest(methodIndex: 0, code: 200, route: 0, bodyBytes: 10, seconds: 0.01)
        }
        let id = MetricsStore.RowID(masterStartNanoseconds: 1, serial: serial)
        try store.flush(metrics, pool: "sync", process: Process.number, id)
        Output.line("written")
        try Output.hang()
    }
}
