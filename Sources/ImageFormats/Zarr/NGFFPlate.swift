import JSON

/// A plate of wells with fields (OME-NGFF, "plate" and "well" metadata).
struct NGFFPlate {
    struct Well {
        let key: String
        /// Row and column, such as `B03`.
        let name: String
    }

    let name: String?
    let wells: [Well]

    init(
        _ document: ZarrDocument,
        _ version: NGFFVersion?,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let version = if let version { version } else { try NGFFVersion(document) }
        name = try document.member("name")?.text()
        let rows = try Self.names(document.required("rows"), limits)
        let columns = try Self.names(document.required("columns"), limits)
        let entries = try document.required("wells").elements(countMax: limits.zarrWells)
        wells = try entries.mapOrFail { entry throws(ImageFormatError) in
            try Self.requireIndex(entry, "rowIndex", rows.count, version)
            try Self.requireIndex(entry, "columnIndex", columns.count, version)
            let path = try entry.required("path")
            let key = try ZarrKey.joined("", path)
            let parts = key.split(separator: "/")
            guard parts.count == 2 else { throw path.malformed("a row and a column") }
            return Well(key: key, name: parts.joined())
        }
        guard Set(wells.map(\.key)).count == wells.count else {
            throw document.malformed("each well once")
        }
    }

    private static func names(
        _ document: ZarrDocument,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [String] {
        let names = try document.elements(countMax: limits.zarrWells)
            .mapOrFail { entry throws(ImageFormatError) in try entry.required("name").text() }
        guard !names.isEmpty, Set(names).count == names.count else {
            throw document.malformed("names, each once")
        }
        return names
    }

    /// Early versions had the path alone.
    private static func requireIndex(
        _ entry: ZarrDocument,
        _ name: String,
        _ count: Int,
        _ version: NGFFVersion?
    ) throws(ImageFormatError) {
        if let index = entry.member(name) {
            _ = try index.integer(in: 0...(count - 1))
        } else if version?.hasTransformations ?? false {
            throw entry.malformed("a member \(name)")
        }
    }

    /// The keys of the fields that a well lists.
    static func fields(
        _ well: ZarrDocument,
        of key: String,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [String] {
        let images = try well.required("images")
        let fields = try images.elements(countMax: limits.zarrFieldsPerWell)
            .mapOrFail { image throws(ImageFormatError) in
                if let acquisition = image.member("acquisition") {
                    _ = try acquisition.integer(in: 0...Int.max)
                }
                return try ZarrKey.joined(key, image.required("path"))
            }
        guard Set(fields).count == fields.count else { throw images.malformed("each image once") }
        return fields
    }
}
