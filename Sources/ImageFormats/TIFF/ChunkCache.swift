import Synchronization

/// Decoded strips and tiles that were used last, up to a number of bytes.
///
/// It spares decoding a tile once per channel of RGB, and once per region that crosses its edge.
final class ChunkCache: Sendable {
    struct Key: Hashable, Sendable {
        let file: Int
        let directory: Int
        let chunk: Int
    }

    private struct Kept {
        var chunks: [Key: (bytes: [UInt8], lastUse: Int)] = [:]
        var byteCount = 0
        var useCount = 0
    }

    private let byteCountMax: Int
    private let kept = Mutex(Kept())

    init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

    func bytes(_ key: Key) -> [UInt8]? {
        kept.withLock { kept in
            guard let bytes = kept.chunks[key]?.bytes else { return nil }
            kept.useCount += 1
            kept.chunks[key]?.lastUse = kept.useCount
            return bytes
        }
    }

    /// Keeps bytes and lets go of those whose use is longest ago; too large ones are not kept.
    func keep(_ bytes: [UInt8], _ key: Key) {
        guard bytes.count <= byteCountMax else { return }
        kept.withLock { kept in
            kept.useCount += 1
            let before = kept.chunks.updateValue((bytes, kept.useCount), forKey: key)
            kept.byteCount += bytes.count - (before?.bytes.count ?? 0)
            while kept.byteCount > byteCountMax,
                let oldest = kept.chunks.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                kept.chunks[oldest.key] = nil
                kept.byteCount -= oldest.value.bytes.count
            }
        }
    }
}
