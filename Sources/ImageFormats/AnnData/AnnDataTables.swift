import JSON

/// Tables of annotated observations in Zarr hierarchies (AnnData's on-disk format, versions 2 and 3 of
/// Zarr), as OME-Zarr and SpatialData keep them in a group `tables`.
package enum AnnDataTables {
    /// The tables of a folder: itself, or those below it.
    package static func open(
        _ path: String,
        _ limits: ReadLimits = ReadLimits()
    ) throws(ImageFormatError) -> [AnnDataTable] {
        try tables(ZarrFolder(path), limits)
    }

    /// The tables of a hierarchy, wherever it is stored; at least one.
    package static func tables(
        _ store: any ZarrStore,
        _ limits: ReadLimits = ReadLimits()
    ) throws(ImageFormatError) -> [AnnDataTable] {
        let hierarchy = ZarrHierarchy(store: store, limits: limits)
        if try isTable("", hierarchy) { return [try AnnDataTable(hierarchy, "", name: nil)] }
        let names = try names(hierarchy)
        guard !names.isEmpty else {
            throw .unsupported(file: store.name, feature: "a hierarchy without tables of AnnData")
        }
        return try names.mapOrFail { name throws(ImageFormatError) in
            try AnnDataTable(hierarchy, ZarrKey.below(group, name), name: name)
        }
    }

    private static let group = "tables"

    /// As the group lists them, else all that are there.
    private static func names(_ hierarchy: ZarrHierarchy) throws(ImageFormatError) -> [String] {
        let most = hierarchy.limits.tables
        let node = try hierarchy.node(group)
        if let list = node?.attributes.member("tables") {
            return try list.elements(countMax: most).mapOrFail { name throws(ImageFormatError) in
                _ = try ZarrKey.joined(group, name)
                return try name.text()
            }
        }
        var names: [String] = []
        for name in try hierarchy.store.children(of: group)
        where try isTable(ZarrKey.below(group, name), hierarchy) {
            names.append(name)
        }
        guard names.count <= most else {
            throw .beyondLimit(file: hierarchy.store.file(group), limit: "\(most) tables")
        }
        return names
    }

    private static func isTable(
        _ key: String,
        _ hierarchy: ZarrHierarchy
    ) throws(ImageFormatError) -> Bool {
        let encoding = try hierarchy.node(key)?.attributes.member(AnnDataEncoding.member)
        return encoding?.value.string == AnnDataEncoding.table
    }
}

/// What AnnData calls its ways to write things.
enum AnnDataEncoding {
    static let member = "encoding-type"
    static let table = "anndata"
    static let frame = "dataframe"
    static let array = "array"
    static let texts = "string-array"
    static let categorical = "categorical"
    static let nullable: Set<String> = [
        "nullable-integer", "nullable-boolean", "nullable-string-array",
    ]
    static let sparseRows = "csr_matrix"
    static let sparseColumns = "csc_matrix"
    static let nothing = "null"
}
