package import SharedState

/// Encoded pictures that all processes share, each made once at a time in this process.
package struct RenderedPictures: Sendable {
    private let cache: ResponseCache
    private let rendering = SingleFlight<[UInt8], (bytes: [UInt8], isHit: Bool)>()
    /// Hears of pictures that could not be stored.
    package let storingFailed: @Sendable (any Error) -> Void

    /// A picture that could not be stored is served all the same: `storingFailed` hears of it.
    package init(_ cache: ResponseCache, storingFailed: @escaping @Sendable (any Error) -> Void) {
        self.cache = cache
        self.storingFailed = storingFailed
    }

    /// The stored picture, if there is one: a single read without locks, fit for an event loop.
    ///
    /// - Parameter key: the bytes of a picture's key.
    package func cached(_ key: [UInt8]) throws -> [UInt8]? { try cache.value(for: key) }

    /// The stored picture or the one that `make` gives; threads that ask together wait for one.
    ///
    /// It is a hit when it was stored before anybody of these asked.
    ///
    /// - Parameter key: the bytes of a picture's key.
    package func picture(
        _ key: [UInt8],
        make: () throws -> [UInt8]
    ) throws -> (bytes: [UInt8], isHit: Bool) {
        if let stored = try cache.value(for: key) { return (stored, true) }
        return try rendering.value(for: key) {
            // Another thread may have stored it between the look above and this flight.
            if let stored = try cache.value(for: key) { return (stored, true) }
            let picture = try make()
            store(picture, for: key)
            return (picture, false)
        }.value
    }

    private func store(_ picture: [UInt8], for key: [UInt8]) {
        do {
            try cache.store(picture, for: key)
        } catch {
            storingFailed(error)
        }
    }
}
