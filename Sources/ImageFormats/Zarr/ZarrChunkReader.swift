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

    /// Bytes of a decoded chunk in the machine's order, and where in the chunk they begin.
    struct Samples {
        let bytes: [UInt8]
        let firstByte: Int
    }

    /// Where a chunk is stored: in the whole value of a key, or in a part of it.
    private struct Place {
        let key: String
        var offset = 0
        var count: Int?
    }

    /// At least the wanted bytes of a chunk, whole samples; nil when it was never written.
    func samples(_ index: [Int], _ wanted: Range<Int>) throws(ImageFormatError) -> Samples? {
        guard !isReadInPart else {
            return try place(ofChunk: index).flatMap { place throws(ImageFormatError) in
                try part(wanted, of: place)
            }
        }
        let number = ZarrArray.number(of: index, in: array.chunkCounts)
        let cacheKey = ChunkCache.Key(file: image, directory: level, chunk: number)
        if let bytes = cache.bytes(cacheKey) { return Samples(bytes: bytes, firstByte: 0) }
        guard let place = try place(ofChunk: index), let encoded = try encoded(place) else {
            return nil
        }
        let bytes = try decoded(encoded, byteCount: array.chunkByteCount, place)
        cache.keep(bytes, cacheKey)
        return Samples(bytes: bytes, firstByte: 0)
    }

    /// All elements of a chunk, which is not kept; nil when it was never written.
    func values(_ index: [Int]) throws(ImageFormatError) -> ZarrChunkValues? {
        guard let place = try place(ofChunk: index), let encoded = try encoded(place) else {
            return nil
        }
        guard array.type == .text else {
            let bytes = try decoded(encoded, byteCount: array.chunkByteCount, place)
            return ZarrChunkValues(bytes, array.type)
        }
        do throws(CodecError) {
            let count = array.chunkByteCount / array.type.byteCount
            return .texts(try array.codec.texts(encoded, count: count, limits))
        } catch {
            throw ImageFormatError(error, store.file(place.key), at: place.offset)
        }
    }

    /// Chunks that are too large to be kept need not be read whole where nothing is compressed.
    private var isReadInPart: Bool {
        array.codec.compressions.isEmpty && array.chunkByteCount > limits.wholeChunkBytes
    }

    private func part(
        _ wanted: Range<Int>,
        of place: Place
    ) throws(ImageFormatError) -> Samples? {
        guard place.count ?? array.chunkByteCount == array.chunkByteCount else {
            throw malformed(place, "\(array.chunkByteCount) bytes of samples")
        }
        // Inside of the chunk, whose end is no more than a number can be.
        let offset = place.offset + wanted.lowerBound
        let range = ZarrByteRange.bytes(offset: offset, count: wanted.count)
        guard let bytes = try store.value(of: place.key, in: range) else { return nil }
        let samples = try decoded(bytes, byteCount: wanted.count, place)
        return Samples(bytes: samples, firstByte: wanted.lowerBound)
    }

    private func decoded(
        _ encoded: [UInt8],
        byteCount: Int,
        _ place: Place
    ) throws(ImageFormatError) -> [UInt8] {
        do throws(CodecError) {
            return try array.codec.decode(encoded, byteCount: byteCount, array.type, limits)
        } catch {
            throw ImageFormatError(error, store.file(place.key), at: place.offset)
        }
    }

    private func encoded(_ place: Place) throws(ImageFormatError) -> [UInt8]? {
        guard let count = place.count else {
            return try store.value(of: place.key, countMax: limits.encodedChunkBytes)
        }
        guard count <= limits.encodedChunkBytes else {
            let limit = "\(limits.encodedChunkBytes) bytes of one chunk"
            throw .beyondLimit(file: store.file(place.key), limit: limit)
        }
        let range = ZarrByteRange.bytes(offset: place.offset, count: count)
        guard let bytes = try store.value(of: place.key, in: range), bytes.count == count else {
            throw malformed(place, "\(count) bytes of a chunk")
        }
        return bytes
    }

    private func malformed(_ place: Place, _ expected: String) -> ImageFormatError {
        .malformed(file: store.file(place.key), offset: place.offset, expected: expected)
    }

    /// Nil when the shard says that the chunk was never written, or there is no shard.
    private func place(ofChunk index: [Int]) throws(ImageFormatError) -> Place? {
        guard let shards = array.shards else {
            return Place(key: array.chunkKeys.key(array.key, index))
        }
        let shard = zip(index, shards.chunkCounts).map { $0 / $1 }
        let inner = zip(index, shards.chunkCounts).map { $0 % $1 }
        let key = array.chunkKeys.key(array.key, shard)
        return try place(inner, inShard: shard, key, shards).map {
            Place(key: key, offset: $0.offset, count: $0.count)
        }
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
