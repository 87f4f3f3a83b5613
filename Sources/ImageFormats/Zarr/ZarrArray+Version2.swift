/// Arrays of version 2, described in `.zarray` (Zarr storage specification, version 2).
extension ZarrArray {
    init(
        key: String,
        version2 document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let shape = try document.required("shape").shape(limits)
        let chunks = try document.required("chunks").shape(limits)
        guard chunks.count == shape.count else {
            throw document.malformed("as many chunks as shape has dimensions")
        }
        let (type, isBigEndian) = try ZarrSampleType.version2(document.required("dtype"))
        if let filter = try document.member("filters")?.elements(countMax: limits.zarrCodecs).first
        {
            throw document.unsupported("the filter \(try filter.required("id").text())")
        }
        let chunk = ZarrChunkCodec(
            axisOrder: try Self.axisOrder(document, rank: shape.count),
            isBigEndian: isBigEndian,
            compressions: try Self.compressions(document)
        )
        let description = Description(
            shape: shape,
            type: type,
            fill: try ZarrFillValue.bytes(document.member("fill_value"), type),
            keyShape: chunks,
            chunkKeys: try ZarrChunkKeys(version2: document.member("dimension_separator")),
            codecs: ZarrCodecs(chunk: chunk, shardLayout: nil)
        )
        try self.init(key: key, description, from: document, limits)
    }

    /// Order C has the last dimension fastest, order F the first.
    private static func axisOrder(
        _ document: ZarrDocument,
        rank: Int
    ) throws(ImageFormatError) -> [Int] {
        switch try document.required("order").text() {
        case "C": Array(0..<rank)
        case "F": (0..<rank).reversed()
        default: throw document.malformed("order C or F")
        }
    }

    private static func compressions(
        _ document: ZarrDocument
    ) throws(ImageFormatError) -> [ZarrCompression] {
        guard let compressor = document.member("compressor") else { return [] }
        let name = try compressor.required("id").text()
        guard let compression = ZarrCompression(version2: name) else {
            throw compressor.unsupported("the compressor \(name)")
        }
        return [compression]
    }
}
