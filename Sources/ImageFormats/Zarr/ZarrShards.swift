/// Where the chunks of a shard are listed, as the codec `sharding_indexed` is configured.
struct ZarrShardLayout: Sendable {
    let chunkShape: [Int]
    let isIndexAtStart: Bool
    let isIndexBigEndian: Bool
    let hasChecksum: Bool

    init(
        _ configuration: ZarrDocument,
        rank: Int,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let shape = try configuration.required("chunk_shape")
        chunkShape = try shape.shape(limits)
        guard chunkShape.count == rank else { throw shape.malformed("\(rank) dimensions") }
        switch try configuration.member("index_location")?.text() {
        case "end", nil: isIndexAtStart = false
        case "start": isIndexAtStart = true
        default: throw configuration.malformed("an index_location start or end")
        }
        let codecs = try configuration.required("index_codecs")
        let list = try ZarrCodecList(codecs, rank: rank + 1, sampleBytes: 8, limits)
        // Only what keeps the size of the index known tells where it begins.
        let isPlain =
            list.sharding == nil && !list.chunk.hasTexts
            && list.chunk.axisOrder == Array(0...rank)
        guard isPlain, [[], [.crc32c]].contains(list.chunk.compressions) else {
            throw codecs.unsupported("an index of shards with other codecs than bytes and crc32c")
        }
        isIndexBigEndian = list.chunk.isBigEndian
        hasChecksum = !list.chunk.compressions.isEmpty
    }
}

/// Shards of one extent, each the value of one key with many chunks in it.
struct ZarrShards: Sendable {
    let layout: ZarrShardLayout
    /// How many chunks lie along each dimension of a shard.
    let chunkCounts: [Int]
    let chunksPerShard: Int

    init(
        _ shardShape: [Int],
        _ layout: ZarrShardLayout,
        _ document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        self.layout = layout
        guard zip(shardShape, layout.chunkShape).allSatisfy({ $0.isMultiple(of: $1) }) else {
            throw document.malformed("shards that are whole multiples of their chunks")
        }
        chunkCounts = zip(shardShape, layout.chunkShape).map { $0 / $1 }
        let count = ZarrArray.product(chunkCounts)
        guard let count, count <= limits.zarrShardIndexEntries else {
            let limit = "\(limits.zarrShardIndexEntries) chunks of a shard"
            throw .beyondLimit(file: document.file, limit: limit)
        }
        chunksPerShard = count
    }

    /// The index as it is stored.
    var indexByteCount: Int {
        chunksPerShard * ZarrShardIndex.entryBytes
            + (layout.hasChecksum ? ZarrCompression.checksumBytes : 0)
    }
}
