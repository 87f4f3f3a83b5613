/// The codecs of an array: of its chunks, and of the shards that hold them.
struct ZarrCodecs {
    let chunk: ZarrChunkCodec
    let shardLayout: ZarrShardLayout?

    init(chunk: ZarrChunkCodec, shardLayout: ZarrShardLayout?) {
        self.chunk = chunk
        self.shardLayout = shardLayout
    }

    /// Reads a list of codecs of version 3.
    init(
        _ document: ZarrDocument,
        rank: Int,
        sampleBytes: Int,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let outer = try ZarrCodecList(document, rank: rank, sampleBytes: sampleBytes, limits)
        guard let sharding = outer.sharding else {
            self.init(chunk: outer.chunk, shardLayout: nil)
            return
        }
        guard outer.chunk.compressions.isEmpty, outer.chunk.axisOrder == Array(0..<rank) else {
            throw document.unsupported("another codec around sharding_indexed")
        }
        let inner = try ZarrCodecList(
            sharding.required("codecs"),
            rank: rank,
            sampleBytes: sampleBytes,
            limits
        )
        guard inner.sharding == nil else {
            throw document.unsupported("sharding_indexed inside of sharding_indexed")
        }
        let layout = try ZarrShardLayout(sharding, rank: rank, limits)
        self.init(chunk: inner.chunk, shardLayout: layout)
    }
}

/// One list of codecs: some that turn the array, one that makes bytes of it, some of bytes.
struct ZarrCodecList {
    private(set) var chunk: ZarrChunkCodec
    /// The configuration of sharding, where that is what makes bytes of the array.
    private(set) var sharding: ZarrDocument?

    private var hasBytes = false

    init(
        _ document: ZarrDocument,
        rank: Int,
        sampleBytes: Int,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        chunk = ZarrChunkCodec(axisOrder: Array(0..<rank), isBigEndian: false, compressions: [])
        for element in try document.elements(countMax: limits.zarrCodecs) {
            try add(ZarrExtension(element), element, sampleBytes)
        }
        guard hasBytes else { throw document.malformed("the codec bytes or sharding_indexed") }
    }

    private mutating func add(
        _ codec: ZarrExtension,
        _ document: ZarrDocument,
        _ sampleBytes: Int
    ) throws(ImageFormatError) {
        switch codec.name {
        case "transpose":
            guard !hasBytes else { throw document.malformed("transpose before bytes") }
            try transpose(codec.configuration.required("order"))
        case "bytes", "sharding_indexed", VariableTexts.codecName:
            guard !hasBytes else { throw document.malformed("only one codec that makes bytes") }
            hasBytes = true
            switch codec.name {
            case "bytes":
                chunk.isBigEndian = try Self.isBigEndian(codec.configuration, sampleBytes)
            case "sharding_indexed": sharding = codec.configuration
            default: chunk.hasTexts = true
            }
        default:
            guard let compression = ZarrCompression(version3: codec.name) else {
                throw document.unsupported("the codec \(codec.name)")
            }
            guard hasBytes else { throw document.malformed("bytes before \(codec.name)") }
            chunk.compressions.append(compression)
        }
    }

    /// Dimension `i` of what comes out is dimension `order[i]` of what goes in.
    private mutating func transpose(_ document: ZarrDocument) throws(ImageFormatError) {
        let before = chunk.axisOrder
        let order = try document.elements(countMax: before.count)
            .mapOrFail { axis throws(ImageFormatError) in
                try axis.integer(in: 0...(before.count - 1))
            }
        guard order.count == before.count, Set(order).count == order.count else {
            throw document.malformed("each of \(before.count) dimensions once")
        }
        chunk.axisOrder = order.map { before[$0] }
    }

    static func isBigEndian(
        _ configuration: ZarrDocument,
        _ sampleBytes: Int
    ) throws(ImageFormatError) -> Bool {
        guard let endian = configuration.member("endian") else {
            guard sampleBytes == 1 else { throw configuration.malformed("endian of bytes") }
            return false
        }
        switch try endian.text() {
        case "little": return false
        case "big": return true
        default: throw endian.malformed("little or big")
        }
    }
}
