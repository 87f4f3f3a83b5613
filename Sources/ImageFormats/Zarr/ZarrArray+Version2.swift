/// Arrays of version 2, described in `.zarray` (Zarr storage specification, version 2).
extension ZarrArray {
    init(
        key: String,
        version2 document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let shape = try document.required("shape").shape(limits, least: 0)
        let chunks = try document.required("chunks").shape(limits)
        guard chunks.count == shape.count else {
            throw document.malformed("as many chunks as shape has dimensions")
        }
        let (type, isBigEndian) = try ZarrElement.version2(document.required("dtype"))
        let chunk = ZarrChunkCodec(
            axisOrder: try Self.axisOrder(document, rank: shape.count),
            isBigEndian: isBigEndian,
            compressions: try Self.compressions(document),
            hasTexts: try Self.hasTexts(document, limits)
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

    /// Filters make bytes of objects; of numbers none is read.
    private static func hasTexts(
        _ document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> Bool {
        let filters = try document.member("filters")?.elements(countMax: limits.zarrCodecs) ?? []
        let names = try filters.mapOrFail { filter throws(ImageFormatError) in
            try filter.required("id").text()
        }
        if names == [VariableTexts.codecName] { return true }
        guard let name = names.first else { return false }
        throw document.unsupported("the filter \(name)")
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
