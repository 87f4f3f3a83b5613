package import Kernel
package import SharedState
import Synchronization

/// Image records that this process remembers, so that most requests ask no database.
///
/// They are trusted until the catalogue's change counter moves. `record` looks at the counter when
/// `checkSeconds` have passed since the last look; `remembered` trusts a look for `trustSeconds`,
/// so a change by another program is noticed within that time. One that went through this server
/// moves the generation, and is noticed at once.
package final class ImageRecords: Sendable {
    private let catalogue: any ImageCatalogue
    private let generation: Generation?
    private let state: Mutex<State>
    /// The settings that images are shown in.
    package let renderings: SavedRenderings

    /// How often threads look at the counter at most.
    static let checkSeconds = 0.2
    /// How old a look may be for those who cannot look themselves.
    static let trustSeconds = 1.0

    /// What this process remembers about an image's number.
    package enum Memory: Sendable, Equatable {
        case image(ImageRecord)
        /// The catalogue has no such image.
        case missing
        /// Ask `record`, on a thread that may wait.
        case unknown
    }

    private struct State {
        var records: RecencyMap<Int, ImageRecord?>
        var counter: Int?
        var generation: UInt64 = 0
        var checked = MonotonicTime(nanoseconds: .min / 2)
    }

    /// - Parameter generation: nil where nobody but other programs changes anything.
    package init(
        _ catalogue: any ImageCatalogue & RenderingCatalogue,
        generation: Generation? = nil,
        countMax: Int = 4096
    ) {
        self.catalogue = catalogue
        self.generation = generation
        renderings = SavedRenderings(catalogue)
        state = Mutex(State(records: RecencyMap(countMax: countMax)))
    }

    /// What is remembered, without a look at the disk: fit for an event loop.
    package func remembered(_ id: Int, now: MonotonicTime) throws -> Memory {
        let generation = try self.generation?.current() ?? 0
        return state.withLock { state in
            guard state.generation == generation else { return .unknown }
            guard now.seconds(since: state.checked) <= Self.trustSeconds else { return .unknown }
            guard let record = state.records.value(for: id) else { return .unknown }
            return record.map(Memory.image) ?? .missing
        }
    }

    /// The image with that number, nil when there is none; may wait for the disk.
    package func record(_ id: Int, now: MonotonicTime = .now()) throws -> ImageRecord? {
        try refresh(now: now)
        let (known, counter) = state.withLock { ($0.records.value(for: id), $0.counter) }
        if let known { return known }
        var record = try catalogue.image(id)
        if record != nil { record?.place = try catalogue.place(ofImage: id) }
        state.withLock { state in
            // What was read before a change that was noticed meanwhile is not remembered.
            if state.counter == counter { state.records.insert(record, for: id) }
        }
        return record
    }

    /// Forgets everything when the catalogue has changed; may wait for the disk.
    package func refresh(now: MonotonicTime = .now()) throws {
        // It is read before the counter, so that a change meanwhile is noticed next time.
        let generation = try self.generation?.current() ?? 0
        let isDue = state.withLock {
            now.seconds(since: $0.checked) >= Self.checkSeconds || $0.generation != generation
        }
        guard isDue else { return }
        let counter = try catalogue.changeCounter()
        let forgotten = state.withLock { state in
            state.checked = max(state.checked, now)
            state.generation = max(state.generation, generation)
            let empty = RecencyMap<Int, ImageRecord?>(countMax: state.records.countMax)
            guard state.counter != counter else { return empty }
            state.counter = counter
            defer { state.records = empty }
            return state.records
        }
        // Thousands of records are let go outside the lock, which an event loop takes as well.
        _ = consume forgotten
    }
}
