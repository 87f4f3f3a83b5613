import Synchronization

/// The layouts of directories that were read lately: each band of a plane and each tile of a
/// pyramid asks for the same one again.
final class TIFFLayoutCache: Sendable {
    /// Those of a pyramid's levels, or of the channels and sections somebody is looking at.
    static let countMax = 32

    private let entries = Mutex<[(offset: Int, layout: TIFFLayout)]>([])

    /// The layout of the directory at an offset; the last used go to the end.
    func layout(at offset: Int) -> TIFFLayout? {
        entries.withLock { entries in
            guard let place = entries.firstIndex(where: { $0.offset == offset }) else { return nil }
            if place < entries.count - 1 { entries.append(entries.remove(at: place)) }
            return entries[entries.count - 1].layout
        }
    }

    func keep(_ layout: TIFFLayout, at offset: Int) {
        entries.withLock { entries in
            entries.append((offset, layout))
            if entries.count > Self.countMax { entries.removeFirst() }
        }
    }
}
