/// An array of a hierarchy: its extent, how it is cut into chunks, and how those are encoded.
///
/// The products that it answers are checked when it is made: none of them overflows.
struct ZarrArray: Sendable {
    let key: String
    /// What errors call its metadata.
    let file: String
    let shape: [Int]
    let type: ZarrElement
    /// One element in the machine's byte order: what chunks that are not there consist of.
    let fill: [UInt8]
    /// The extent of what is decoded at a time: with shards, of one chunk inside of them.
    let chunkShape: [Int]
    let chunkKeys: ZarrChunkKeys
    let codec: ZarrChunkCodec
    let shards: ZarrShards?

    /// How many chunks lie along each dimension.
    let chunkCounts: [Int]
    /// One decoded chunk, the padding at the edges of the array with it.
    let chunkByteCount: Int

    /// Takes what a document says in either version of Zarr.
    struct Description {
        var shape: [Int]
        var type: ZarrElement
        var fill: [UInt8]
        /// The extent of one key's value: of a chunk, or of a shard.
        var keyShape: [Int]
        var chunkKeys: ZarrChunkKeys
        var codecs: ZarrCodecs
    }

    init(
        key: String,
        _ description: Description,
        from document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        self.key = key
        file = document.file
        shape = description.shape
        type = description.type
        fill = description.fill
        chunkKeys = description.chunkKeys
        codec = description.codecs.chunk
        shards = try description.codecs.shardLayout.map { layout throws(ImageFormatError) in
            try ZarrShards(description.keyShape, layout, document, limits)
        }
        chunkShape = shards?.layout.chunkShape ?? description.keyShape
        chunkCounts = zip(shape, chunkShape).map { $0 == 0 ? 0 : ($0 - 1) / $1 + 1 }
        guard Self.product(chunkCounts) != nil, Self.product(shape + [type.byteCount]) != nil else {
            throw .beyondLimit(file: file, limit: "\(Int.max) chunks and bytes")
        }
        let bytes = Self.product(chunkShape + [type.byteCount])
        guard let bytes, bytes <= limits.decodedChunkBytes else {
            throw .beyondLimit(
                file: file,
                limit: "\(limits.decodedChunkBytes) decoded bytes of one chunk"
            )
        }
        chunkByteCount = bytes
        guard (type == .text) == codec.hasTexts else {
            let expected = "the codec \(VariableTexts.codecName) for texts, and for nothing else"
            throw document.malformed(expected)
        }
    }

    /// The product of positive numbers; nil when it overflows.
    static func product(_ numbers: [Int]) -> Int? {
        var product = 1
        for number in numbers {
            let (next, overflow) = product.multipliedReportingOverflow(by: number)
            if overflow { return nil }
            product = next
        }
        return product
    }

    /// The number of a chunk, or of another cell of a grid, counted with the last dimension fastest.
    static func number(of index: [Int], in counts: [Int]) -> Int {
        zip(index, counts).reduce(0) { $0 * $1.1 + $1.0 }
    }
}

extension ZarrDocument {
    /// Extents of an array or a chunk; a chunk's are at least 1, and an array may be empty.
    func shape(
        _ limits: ReadLimits,
        least: Int = 1
    ) throws(ImageFormatError) -> [Int] {
        let shape = try elements(countMax: limits.zarrDimensions)
            .mapOrFail { element throws(ImageFormatError) in
                try element.integer(in: least...Int.max)
            }
        guard !shape.isEmpty else { throw malformed("at least one dimension") }
        return shape
    }
}
