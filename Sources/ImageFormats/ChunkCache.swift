import Synchronization

/// The decoded strips, tiles and chunks of one file, as long as the process keeps them.
///
/// It spares decoding a tile once per channel of RGB, and once per region that crosses its edge.
final class ChunkCache: Sendable {
    struct Key: Hashable, Sendable {
        let file: Int
        let directory: Int
        let chunk: Int
    }

    private let store: ChunkStore
    private let owner: Int

    init(in store: ChunkStore = .process) {
        self.store = store
        owner = store.newOwner()
    }

    deinit { store.drop(owner) }

    func bytes(_ key: Key) -> [UInt8]? { store.bytes(ChunkStore.Key(owner: owner, key: key)) }

    func keep(_ bytes: [UInt8], _ key: Key) {
        store.keep(bytes, ChunkStore.Key(owner: owner, key: key))
    }
}

/// Decoded chunks that were used last, up to a number of bytes for all files together: what a
/// process keeps does not grow with the number of files it has open.
final class ChunkStore: Sendable {
    static let process = ChunkStore(byteCountMax: 32 << 20)

    struct Key: Hashable, Sendable {
        let owner: Int
        let key: ChunkCache.Key
    }

    private struct Kept {
        var chunks: [Key: (bytes: [UInt8], lastUse: Int)] = [:]
        var byteCount = 0
        var useCount = 0
        var ownerCount = 0
    }

    private let byteCountMax: Int
    private let kept = Mutex(Kept())

    init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

    var byteCount: Int { kept.withLock { $0.byteCount } }

    func newOwner() -> Int {
        kept.withLock { kept in
            kept.ownerCount += 1
            return kept.ownerCount
        }
    }

    func drop(_ owner: Int) {
        kept.withLock { kept in
            for (key, chunk) in kept.chunks where key.owner == owner {
                kept.chunks[key] = nil
                kept.byteCount -= chunk.bytes.count
            }
        }
    }

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
