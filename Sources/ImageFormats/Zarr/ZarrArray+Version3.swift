import JSON

/// Arrays of version 3, described in `zarr.json` (Zarr core specification, version 3).
extension ZarrArray {
    private static let knownMembers: Set<String> = [
        "zarr_format", "node_type", "shape", "data_type", "chunk_grid", "chunk_key_encoding",
        "fill_value", "codecs", "attributes", "storage_transformers", "dimension_names",
    ]

    init(
        key: String,
        version3 document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        try Self.requireUnderstood(document, limits)
        let shape = try document.required("shape").shape(limits, least: 0)
        let keyShape = try Self.gridShape(document.required("chunk_grid"), limits)
        guard keyShape.count == shape.count else {
            throw document.malformed("a chunk_shape with as many dimensions as shape")
        }
        let type = try ZarrElement.version3(document.required("data_type"))
        let codecs = try ZarrCodecs(
            document.required("codecs"),
            rank: shape.count,
            sampleBytes: type.byteCount,
            limits
        )
        let description = Description(
            shape: shape,
            type: type,
            fill: try ZarrFillValue.bytes(document.required("fill_value"), type),
            keyShape: keyShape,
            chunkKeys: try ZarrChunkKeys(version3: document.required("chunk_key_encoding")),
            codecs: codecs
        )
        try self.init(key: key, description, from: document, limits)
    }

    private static func requireUnderstood(
        _ document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let kind = try document.required("node_type").text()
        guard kind == "array" else { throw document.malformed("node_type array") }
        try document.requireUnderstood(besides: knownMembers)
        let transformers = try document.member("storage_transformers")?
            .elements(countMax: limits.zarrCodecs)
        if let transformer = transformers?.first {
            let name = try ZarrExtension(transformer).name
            throw document.unsupported("the storage transformer \(name)")
        }
    }

    private static func gridShape(
        _ document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [Int] {
        let grid = try ZarrExtension(document)
        guard grid.name == "regular" else {
            throw document.unsupported("the chunk grid \(grid.name)")
        }
        return try grid.configuration.required("chunk_shape").shape(limits)
    }
}

extension ZarrDocument {
    /// What this reader does not know may be passed over only where the document says so.
    func requireUnderstood(besides known: Set<String>) throws(ImageFormatError) {
        for member in value.members ?? [] where !known.contains(member.name) {
            guard member.value == .null || member.value["must_understand"]?.boolean == false else {
                throw unsupported("the extension \(member.name)")
            }
        }
    }
}

/// A name with a configuration: how version 3 spells codecs, grids and the like.
struct ZarrExtension {
    let name: String
    /// Empty where there is none.
    let configuration: ZarrDocument

    init(_ document: ZarrDocument) throws(ImageFormatError) {
        if let name = document.value.string {
            self.name = name
            configuration = .empty(file: document.file)
        } else {
            name = try document.required("name").text()
            configuration = document.member("configuration") ?? .empty(file: document.file)
        }
    }
}
