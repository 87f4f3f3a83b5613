import JSON

/// Finds the images of a hierarchy: one, the fields of a plate, or a series.
struct NGFFReader {
    private var found: NGFFImages
    private let hierarchy: ZarrHierarchy

    private var limits: ReadLimits { hierarchy.limits }
    private var store: any ZarrStore { hierarchy.store }

    /// At least one image.
    static func images(_ hierarchy: ZarrHierarchy) throws(ImageFormatError) -> [FormatImage] {
        var reader = NGFFReader(hierarchy)
        try reader.readRoot()
        return reader.found.images
    }

    private init(_ hierarchy: ZarrHierarchy) {
        self.hierarchy = hierarchy
        found = NGFFImages(hierarchy)
    }

    private mutating func readRoot() throws(ImageFormatError) {
        guard let group = try hierarchy.ngffGroup("") else {
            throw .unsupported(file: store.name, feature: "a folder that is no Zarr group")
        }
        let version = try NGFFVersion(group.metadata)
        guard let kind = group.kind, let member = group.member(kind) else {
            let wanted = NGFFGroup.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw group.metadata.unsupported("a Zarr group without \(wanted)")
        }
        switch kind {
        case .plate: try readPlate(member, version)
        case .image: try found.add("", group, NGFFImages.Description())
        case .well: try readWell("") { field, _ in .init(name: "Field \(field + 1)") }
        case .labels: try readLabels(member)
        case .series: try readSeries()
        }
        guard !found.images.isEmpty else { throw group.metadata.malformed("images below it") }
    }

    private mutating func readPlate(
        _ document: ZarrDocument,
        _ version: NGFFVersion?
    ) throws(ImageFormatError) {
        let plate = try NGFFPlate(document, version, limits)
        let name = plate.name ?? store.name.split(separator: "/").last.map(String.init) ?? "Plate"
        let description = plate.description(named: name)
        for well in plate.wells {
            try readWell(well.key) { field, run in
                NGFFImages.Description(
                    name: "\(name) [Well \(well.name), Field \(field + 1)]",
                    place: WellPlace(
                        plate: description,
                        row: well.row,
                        column: well.column,
                        field: field,
                        run: run.flatMap { plate.runs[$0] }
                    )
                )
            }
        }
    }

    /// Adds the fields of a well; a well or a field that was never written is passed over.
    private mutating func readWell(
        _ key: String,
        describing: (_ field: Int, _ run: Int?) -> NGFFImages.Description
    ) throws(ImageFormatError) {
        guard let group = try hierarchy.ngffGroup(key) else { return }
        let fields =
            if let well = group.member(.well) {
                try NGFFPlate.fields(well, of: key, limits)
            } else {
                try unlistedFields(of: key)
            }
        for (index, field) in fields.enumerated() {
            guard let group = try hierarchy.ngffGroup(field.key) else { continue }
            try found.add(field.key, group, describing(index, field.run))
        }
    }

    /// Groups in a well that are images, by number: some writers say nothing of the well.
    private func unlistedFields(of key: String) throws(ImageFormatError) -> [NGFFPlate.Field] {
        var names: [String] = []
        for name in try store.children(of: key).prefix(limits.zarrFieldsPerWell) {
            let group = try hierarchy.ngffGroup(ZarrKey.below(key, name))
            if group?.kind == .image { names.append(name) }
        }
        return names.sorted { left, right in
            (Int(left) ?? .max, left) < (Int(right) ?? .max, right)
        }.map { NGFFPlate.Field(key: ZarrKey.below(key, $0), run: nil) }
    }

    private mutating func readLabels(_ document: ZarrDocument) throws(ImageFormatError) {
        for label in try document.elements(countMax: limits.zarrLabels) {
            let key = try ZarrKey.joined("", label)
            guard let group = try hierarchy.ngffGroup(key) else { continue }
            try found.add(key, group, NGFFImages.Description(name: label.value.string))
        }
    }

    /// The layout that bioformats2raw writes: images in groups it lists, or that have numbers.
    private mutating func readSeries() throws(ImageFormatError) {
        let document = try seriesDocument()
        let listed = try hierarchy.ngffGroup("OME")?.metadata.member("series")
        let keys = try listed?.elements(countMax: limits.zarrImages)
            .mapOrFail { path throws(ImageFormatError) in try ZarrKey.joined("", path) }
        for index in 0..<(keys?.count ?? limits.zarrImages) {
            let key = keys?[index] ?? "\(index)"
            guard let group = try hierarchy.ngffGroup(key) else {
                if keys == nil { return }
                continue
            }
            try found.add(key, group, NGFFImages.Description(document, image: index))
        }
    }

    /// Empty where the layout has no OME-XML.
    private func seriesDocument() throws(ImageFormatError) -> OMEDocument {
        let key = "OME/METADATA.ome.xml"
        guard let bytes = try store.value(of: key, countMax: limits.xmlBytes) else {
            return OMEDocument()
        }
        return try OMEDocumentReader.read(bytes, from: store.file(key), limits)
    }
}

extension NGFFImages.Description {
    /// What OME-XML says of the image with a number.
    fileprivate init(_ document: OMEDocument, image index: Int) {
        guard document.images.indices.contains(index) else {
            self.init()
            return
        }
        let image = document.images[index]
        self.init(
            name: image.name,
            description: image.description,
            acquisitionSeconds: image.acquisitionSeconds,
            times: image.pixels?.times,
            nominalMagnification: image.objectiveID.flatMap { document.magnifications[$0] },
            place: image.id.flatMap { document.plates.places[$0] }
        )
    }
}
