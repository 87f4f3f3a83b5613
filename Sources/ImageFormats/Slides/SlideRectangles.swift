import Pixels
import Synchronization

/// The rectangles that were read last: a renderer asks for each once per channel.
final class SlideRectangles: Sendable {
    struct Key: Hashable, Sendable {
        let level: Int
        let region: Region
    }

    private static let rectanglesMax = 32

    /// The last used go to the end.
    private let kept = Mutex<[(key: Key, channels: SlideChannels)]>([])
    private let byteCountMax: Int

    init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

    /// What is kept, or what is read now, outside the lock, and kept when it is not too large.
    func channels(
        _ key: Key,
        _ read: () throws(ImageFormatError) -> SlideChannels
    ) throws(ImageFormatError) -> SlideChannels {
        if let channels = known(key) { return channels }
        let channels = try read()
        keep(channels, key)
        return channels
    }

    private func known(_ key: Key) -> SlideChannels? {
        kept.withLock { kept in
            guard let place = kept.firstIndex(where: { $0.key == key }) else { return nil }
            let found = kept.remove(at: place)
            kept.append(found)
            return found.channels
        }
    }

    private func keep(_ channels: SlideChannels, _ key: Key) {
        guard channels.byteCount <= byteCountMax else { return }
        kept.withLock { kept in
            kept.removeAll { $0.key == key }
            kept.append((key, channels))
            var byteCount = kept.reduce(0) { $0 + $1.channels.byteCount }
            while byteCount > byteCountMax || kept.count > Self.rectanglesMax {
                byteCount -= kept.removeFirst().channels.byteCount
            }
        }
    }
}
