import Testing

@testable import ImageFormats

@Suite struct `Decoded chunks` {
    private let store = ChunkStore(byteCountMax: 100)

    private func key(_ chunk: Int) -> ChunkCache.Key {
        ChunkCache.Key(file: 0, directory: 8, chunk: chunk)
    }

    private func bytes(_ value: UInt8, _ count: Int = 40) -> [UInt8] {
        [UInt8](repeating: value, count: count)
    }

    @Test func `those used longest ago go first, whichever file they are of`() {
        let (first, second) = (ChunkCache(in: store), ChunkCache(in: store))
        first.keep(bytes(1), key(1))
        second.keep(bytes(2), key(1))
        #expect(first.bytes(key(1)) == bytes(1))
        second.keep(bytes(3), key(2))
        #expect(first.bytes(key(1)) == bytes(1))
        #expect(second.bytes(key(1)) == nil)
        #expect(second.bytes(key(2)) == bytes(3))
        #expect(store.byteCount == 80)
    }

    @Test func `a chunk beyond the limit is not kept`() {
        let cache = ChunkCache(in: store)
        cache.keep(bytes(1, 101), key(1))
        #expect(cache.bytes(key(1)) == nil)
        #expect(store.byteCount == 0)
    }

    @Test func `a file that is closed leaves nothing behind`() {
        do {
            let cache = ChunkCache(in: store)
            cache.keep(bytes(1), key(1))
            cache.keep(bytes(2, 50), key(1))
            #expect(store.byteCount == 50)
        }
        #expect(store.byteCount == 0)
    }
}
