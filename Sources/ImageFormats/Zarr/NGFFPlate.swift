import JSON

/// A plate of wells with fields (OME-NGFF, "plate" and "well" metadata).
struct NGFFPlate {
    struct Well {
        let key: String
        /// Row and column, such as `B03`.
        let name: String
        /// From 0, in the plate's lists of names.
        let row: Int
        let column: Int
    }

    let name: String?
    let rows: [String]
    let columns: [String]
    /// By their ids, in the order of the plate.
    let runs: [Int: PlateRun]
    let wells: [Well]

    init(
        _ document: ZarrDocument,
        _ version: NGFFVersion?,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let version = if let version { version } else { try NGFFVersion(document) }
        name = try document.member("name")?.text()
        rows = try Self.names(document.required("rows"), limits)
        columns = try Self.names(document.required("columns"), limits)
        runs = try Self.runs(document.member("acquisitions"), limits)
        let (rows, columns) = (rows, columns)
        let entries = try document.required("wells").elements(countMax: limits.zarrWells)
        wells = try entries.mapOrFail { entry throws(ImageFormatError) in
            let row = try Self.index(entry, "rowIndex", rows.count, version)
            let column = try Self.index(entry, "columnIndex", columns.count, version)
            let path = try entry.required("path")
            let key = try ZarrKey.joined("", path)
            let parts = key.split(separator: "/")
            guard parts.count == 2 else { throw path.malformed("a row and a column") }
            guard let row = row ?? rows.firstIndex(of: String(parts[0])),
                let column = column ?? columns.firstIndex(of: String(parts[1]))
            else { throw path.malformed("a row and a column of the plate") }
            return Well(key: key, name: parts.joined(), row: row, column: column)
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
    private static func index(
        _ entry: ZarrDocument,
        _ name: String,
        _ count: Int,
        _ version: NGFFVersion?
    ) throws(ImageFormatError) -> Int? {
        if let index = entry.member(name) {
            return try index.integer(in: 0...(count - 1))
        } else if version?.hasTransformations ?? false {
            throw entry.malformed("a member \(name)")
        }
        return nil
    }

    private static func runs(
        _ document: ZarrDocument?,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [Int: PlateRun] {
        var runs: [Int: PlateRun] = [:]
        for entry in try document?.elements(countMax: limits.zarrFieldsPerWell) ?? [] {
            let id = try entry.required("id").integer(in: 0...Int.max)
            guard runs[id] == nil else { throw entry.malformed("each acquisition once") }
            var run = PlateRun(index: runs.count, name: entry.member("name")?.value.string)
            run.fieldCountMax = try entry.member("maximumfieldcount")
                .map { count throws(ImageFormatError) in try count.integer(in: 0...Int.max) }
            runs[id] = run
        }
        return runs
    }

    /// What the catalogue keeps of it, under a name.
    func description(named name: String) -> PlateDescription {
        var plate = PlateDescription(name: name)
        plate.rowCount = rows.count
        plate.columnCount = columns.count
        plate.rowNaming = Self.naming(rows)
        plate.columnNaming = Self.naming(columns)
        return plate
    }

    private static func naming(_ names: [String]) -> PlateDescription.Naming {
        names.allSatisfy { $0.allSatisfy(\.isNumber) } ? .number : .letter
    }

    /// A field that a well lists.
    struct Field {
        let key: String
        /// The id of the run that took it.
        let run: Int?
    }

    /// The fields that a well lists.
    static func fields(
        _ well: ZarrDocument,
        of key: String,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [Field] {
        let images = try well.required("images")
        let fields = try images.elements(countMax: limits.zarrFieldsPerWell)
            .mapOrFail { image throws(ImageFormatError) in
                let run = try image.member("acquisition")
                    .map { id throws(ImageFormatError) in try id.integer(in: 0...Int.max) }
                return Field(key: try ZarrKey.joined(key, image.required("path")), run: run)
            }
        guard Set(fields.map(\.key)).count == fields.count else {
            throw images.malformed("each image once")
        }
        return fields
    }
}
