import Codecs

/// Reads decoded chunks of one array; those used last are kept.
struct ZarrChunkReader: Sendable {
    let store: any ZarrStore
    let array: ZarrArray
    let limits: ReadLimits
    let cache: ChunkCache
    /// The numbers of the image in its hierarchy and of the level in the image, for the cache.
    let image: Int
    let level: Int

    /// The samples of a chunk in the machine's byte order; nil when it was never written.
    func samples(_ index: [Int]) throws(ImageFormatError) -> [UInt8]? {
        let number = ZarrArray.number(of: index, in: array.chunkCounts)
        let cacheKey = ChunkCache.Key(file: image, directory: level, chunk: number)
        if let bytes = cache.bytes(cacheKey) { return bytes }
        guard let (encoded, key, offset) = try encoded(index) else { return nil }
        let file = store.file(key)
        do throws(CodecError) {
            let bytes = try array.codec.decode(
                encoded,
                byteCount: array.chunkByteCount,
                array.type,
                limits
            )
            cache.keep(bytes, cacheKey)
            return bytes
        } catch {
            throw ImageFormatError(error, file, at: offset)
        }
    }

    /// A chunk as it is stored, with the key and the offset it was found at.
    private func encoded(
        _ index: [Int]
    ) throws(ImageFormatError) -> (bytes: [UInt8], key: String, offset: Int)? {
        guard let shards = array.shards else {
            let key = array.chunkKeys.key(array.key, index)
            return try store.value(of: key, countMax: limits.encodedChunkBytes).map { ($0, key, 0) }
        }
        let shard = zip(index, shards.chunkCounts).map { $0 / $1 }
        let inner = zip(index, shards.chunkCounts).map { $0 % $1 }
        let key = array.chunkKeys.key(array.key, shard)
        guard let place = try place(inner, inShard: shard, key, shards) else { return nil }
        guard place.count <= limits.encodedChunkBytes else {
            let limit = "\(limits.encodedChunkBytes) bytes of one chunk"
            throw .beyondLimit(file: store.file(key), limit: limit)
        }
        let range = ZarrByteRange.bytes(offset: place.offset, count: place.count)
        guard let bytes = try store.value(of: key, in: range), bytes.count == place.count else {
            let expected = "\(place.count) bytes of a chunk"
            throw .malformed(file: store.file(key), offset: place.offset, expected: expected)
        }
        return (bytes, key, place.offset)
    }

    private func place(
        _ inner: [Int],
        inShard shard: [Int],
        _ key: String,
        _ shards: ZarrShards
    ) throws(ImageFormatError) -> (offset: Int, count: Int)? {
        guard let bytes = try index(ofShard: shard, key, shards) else { return nil }
        let index = ZarrShardIndex(bytes: bytes, isBigEndian: shards.layout.isIndexBigEndian)
        do throws(CodecError) {
            return try index.place(ofChunk: ZarrArray.number(of: inner, in: shards.chunkCounts))
        } catch {
            throw ImageFormatError(error, store.file(key), at: 0)
        }
    }

    /// The index of a shard, kept beside the chunks; nil when the shard was never written.
    private func index(
        ofShard shard: [Int],
        _ key: String,
        _ shards: ZarrShards
    ) throws(ImageFormatError) -> [UInt8]? {
        // A shard has at most the number of its first chunk.
        let number = ZarrArray.number(of: shard, in: array.chunkCounts)
        let cacheKey = ChunkCache.Key(file: image, directory: -1 - level, chunk: number)
        if let bytes = cache.bytes(cacheKey) { return bytes }
        let count = shards.indexByteCount
        let range: ZarrByteRange =
            shards.layout.isIndexAtStart ? .bytes(offset: 0, count: count) : .last(count: count)
        guard let stored = try store.value(of: key, in: range) else { return nil }
        do throws(CodecError) {
            let bytes = try ZarrShardIndex.verified(stored, shards)
            cache.keep(bytes, cacheKey)
            return bytes
        } catch {
            throw ImageFormatError(error, store.file(key), at: 0)
        }
    }
}
