import JSON

/// The groups and arrays of a hierarchy, in whichever of the two versions of Zarr each is written.
struct ZarrHierarchy: Sendable {
    let store: any ZarrStore
    let limits: ReadLimits

    private static let groupMembers: Set<String> = ["zarr_format", "node_type", "attributes"]

    /// The attributes of a group; nil where there is no group.
    func group(_ key: String) throws(ImageFormatError) -> ZarrDocument? {
        if let document = try document(ZarrKey.below(key, "zarr.json")) {
            try requireVersion(3, document)
            let kind = try document.required("node_type").text()
            guard kind == "group" else {
                throw document.unsupported("a Zarr \(kind) where a group should be")
            }
            try document.requireUnderstood(besides: Self.groupMembers)
            return document.member("attributes") ?? .empty(file: document.file)
        }
        if let attributes = try document(ZarrKey.below(key, ".zattrs")) {
            return attributes
        }
        guard let document = try document(ZarrKey.below(key, ".zgroup")) else { return nil }
        try requireVersion(2, document)
        return .empty(file: document.file)
    }

    /// The metadata of an array, of which there has to be one.
    func array(_ key: String) throws(ImageFormatError) -> ZarrArray {
        if let document = try document(ZarrKey.below(key, "zarr.json")) {
            try requireVersion(3, document)
            return try ZarrArray(key: key, version3: document, limits)
        }
        if let document = try document(ZarrKey.below(key, ".zarray")) {
            try requireVersion(2, document)
            return try ZarrArray(key: key, version2: document, limits)
        }
        throw .malformed(file: store.file(key), offset: 0, expected: "a Zarr array")
    }

    /// A group or an array, whichever is there.
    func node(_ key: String) throws(ImageFormatError) -> ZarrNode? {
        if let document = try document(ZarrKey.below(key, "zarr.json")) {
            try requireVersion(3, document)
            let isArray = try document.required("node_type").text() == "array"
            let attributes = document.member("attributes") ?? .empty(file: document.file)
            return ZarrNode(key: key, isArray: isArray, attributes: attributes)
        }
        let array = try document(ZarrKey.below(key, ".zarray"))
        let attributes = try document(ZarrKey.below(key, ".zattrs"))
        let group = try document(ZarrKey.below(key, ".zgroup"))
        guard let found = attributes ?? array ?? group else { return nil }
        return ZarrNode(
            key: key,
            isArray: array != nil,
            attributes: attributes ?? .empty(file: found.file)
        )
    }

    private func document(_ key: String) throws(ImageFormatError) -> ZarrDocument? {
        guard let bytes = try store.value(of: key, countMax: limits.zarrMetadataBytes) else {
            return nil
        }
        return try ZarrDocument(bytes, file: store.file(key), limits)
    }

    private func requireVersion(
        _ version: Int,
        _ document: ZarrDocument
    ) throws(ImageFormatError) {
        guard document.member("zarr_format")?.value.integer == version else {
            throw document.malformed("zarr_format \(version)")
        }
    }
}

/// What is at a key of a hierarchy.
struct ZarrNode {
    let key: String
    let isArray: Bool
    let attributes: ZarrDocument
}
