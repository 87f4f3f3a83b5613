package import Kernel
import Synchronization

/// Saved rendering settings that this process remembers, so that showing an image asks no database.
///
/// What is remembered counts for one generation of settings, a number that every saving moves and
/// that is read with each request: a worker shows at once what another one saved.
package final class SavedRenderings: Sendable {
    private let catalogue: any RenderingCatalogue
    private let state: Mutex<State>

    /// Images whose settings' owners are remembered.
    private static let imagesMax = 4096
    /// Settings that are remembered.
    private static let renderingsMax = 8192
    /// Owners of one image's settings; where there are more, the database is asked each time.
    private static let ownersMax = 1000
    /// Nothing is trusted longer: a process may die between a saving and the generation's move.
    static let trustSeconds = 60.0

    /// What this process remembers about the settings somebody sees an image in.
    package enum Memory: Sendable, Equatable {
        /// Nil when he saved none, nor did the image's owner.
        case known(RenderingRecord?)
        /// Ask `rendering`, on a thread that may wait.
        case unknown
    }

    private struct Key: Hashable {
        let imageID: Int
        let ownerID: Int
    }

    private struct State {
        var generation: UInt64 = 0
        var begun = MonotonicTime(nanoseconds: .min / 2)
        var owners = RecencyMap<Int, [Int]>(countMax: SavedRenderings.imagesMax)
        var renderings = RecencyMap<Key, RenderingRecord>(countMax: SavedRenderings.renderingsMax)

        /// Whether what is remembered counts; it does for those who ask late with an older number.
        func counts(for generation: UInt64, _ now: MonotonicTime) -> Bool {
            generation <= self.generation
                && now.seconds(since: begun) < SavedRenderings.trustSeconds
        }
    }

    init(_ catalogue: any RenderingCatalogue) {
        self.catalogue = catalogue
        state = Mutex(State())
    }

    /// What is remembered, without a look at the disk: fit for an event loop.
    package func remembered(
        of image: ImageRecord,
        seenBy userID: Int,
        _ generation: UInt64,
        now: MonotonicTime = .now()
    ) -> Memory {
        state.withLock { state in
            guard state.counts(for: generation, now), let owners = state.owners.value(for: image.id)
            else { return .unknown }
            guard let owner = Self.shown(owners, userID, image) else { return .known(nil) }
            let key = Key(imageID: image.id, ownerID: owner)
            return state.renderings.value(for: key).map(Memory.known) ?? .unknown
        }
    }

    /// The settings somebody sees an image in, his own before those of its owner.
    ///
    /// Nil when neither saved any. May wait for the disk.
    package func rendering(
        of image: ImageRecord,
        seenBy userID: Int,
        _ generation: UInt64,
        now: MonotonicTime = .now()
    ) throws -> RenderingRecord? {
        let memory = remembered(of: image, seenBy: userID, generation, now: now)
        if case .known(let rendering) = memory { return rendering }
        let current = state.withLock { state in
            if !state.counts(for: generation, now) {
                state = State(generation: max(generation, state.generation), begun: now)
            }
            return state.generation
        }
        let owners = try catalogue.renderingOwners(ofImage: image.id)
        let rendering = try Self.shown(owners, userID, image).flatMap {
            try catalogue.rendering(ofImage: image.id, ownerID: $0)
        }
        state.withLock { state in
            // What was read before a change that was noticed meanwhile is not remembered.
            guard state.generation == current, owners.count <= Self.ownersMax else { return }
            state.owners.insert(owners, for: image.id)
            guard let rendering else { return }
            let key = Key(imageID: image.id, ownerID: rendering.ownerID)
            state.renderings.insert(rendering, for: key)
        }
        return rendering
    }

    private static func shown(_ owners: [Int], _ userID: Int, _ image: ImageRecord) -> Int? {
        [userID, image.ownerID].first(where: owners.contains)
    }

    /// Those of all users, by their numbers; asks the database.
    package func all(ofImage image: Int) throws -> [RenderingRecord] {
        try catalogue.renderings(ofImage: image)
    }
}
