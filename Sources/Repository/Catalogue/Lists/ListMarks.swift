import Synchronization

/// Rows at which pages ended, so that the next page by offset does not step over all before it.
///
/// Clients that go through a list of a million by offset would else make it step over a million
/// rows thousands of times. Marks hold as long as the catalogue's change counter stands still.
final class ListMarks: Sendable {
    /// Which list: its statement tells.
    typealias Key = String

    /// Rows that are stepped over at once.
    static let stepCount = 10_000
    private static let listsMax = 64
    private static let marksPerListMax = 2048

    private struct Mark: Sendable {
        var offset: Int
        var entry: ListEntry
    }

    private struct State: Sendable {
        var counter: Int?
        /// By offset.
        var lists = RecencyMap<Key, [Mark]>(countMax: ListMarks.listsMax)
    }

    private let state = Mutex(State())

    /// The same place, from the last mark before it.
    func nearer(_ place: ListPlace, in list: Key, counter: Int) -> ListPlace {
        guard place.after == nil, place.skippedCount > 0 else { return place }
        return state.withLock { state in
            guard state.counter == counter, let marks = state.lists.value(for: list) else {
                return place
            }
            // No mark is noted at the highest number, which a client may ask for all the same.
            let next = Self.index(of: min(place.skippedCount, .max - 1) + 1, in: marks)
            guard next > 0 else { return place }
            var nearer = place
            nearer.after = marks[next - 1].entry
            nearer.skippedCount -= marks[next - 1].offset
            return nearer
        }
    }

    /// Notes the row that comes before an offset.
    func note(_ entry: ListEntry, before offset: Int, in list: Key, counter: Int) {
        state.withLock { state in
            if state.counter != counter { state = State(counter: counter) }
            var marks = state.lists.value(for: list) ?? []
            // What is changed must not be held twice, or each mark would copy all.
            state.lists.insert([], for: list)
            let index = Self.index(of: offset, in: marks)
            let isKnown = index < marks.count && marks[index].offset == offset
            if !isKnown { marks.insert(Mark(offset: offset, entry: entry), at: index) }
            if marks.count > Self.marksPerListMax {
                marks = marks.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            }
            state.lists.insert(marks, for: list)
        }
    }

    /// The place of the first mark at an offset or behind it.
    private static func index(of offset: Int, in marks: [Mark]) -> Int {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
