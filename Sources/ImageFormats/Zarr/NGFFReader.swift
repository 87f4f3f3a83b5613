import JSON

/// Finds the images of a hierarchy: one, the fields of a plate, or a series.
struct NGFFReader {
    private(set) var images: [FormatImage] = []
    private let hierarchy: ZarrHierarchy
    private let cache: ChunkCache

    private var limits: ReadLimits { hierarchy.limits }
    private var store: any ZarrStore { hierarchy.store }

    init(_ hierarchy: ZarrHierarchy) {
        self.hierarchy = hierarchy
        cache = ChunkCache()
    }

    /// What makes a group one with images, in the order in which it is looked for.
    private enum Kind: String, CaseIterable {
        case plate
        case image = "multiscales"
        case well
        case labels
        case series = "bioformats2raw.layout"
    }

    private static func kind(_ attributes: ZarrDocument) -> (Kind, ZarrDocument)? {
        for kind in Kind.allCases {
            if let member = metadata(attributes).member(kind.rawValue) { return (kind, member) }
        }
        return nil
    }

    static func holdsImages(_ attributes: ZarrDocument) -> Bool { kind(attributes) != nil }

    /// Since version 0.5 all that is OME's lies in a member of its own.
    private static func metadata(_ attributes: ZarrDocument) -> ZarrDocument {
        attributes.member("ome") ?? attributes
    }

    mutating func readRoot() throws(ImageFormatError) {
        guard let attributes = try hierarchy.group("") else {
            throw .unsupported(file: store.name, feature: "a folder that is no Zarr group")
        }
        let version = try NGFFVersion(Self.metadata(attributes))
        guard let (kind, member) = Self.kind(attributes) else {
            let wanted = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .unsupported(file: attributes.file, feature: "a Zarr group without \(wanted)")
        }
        switch kind {
        case .plate: try readPlate(member, version)
        case .image: try add("", attributes, ImageNaming())
        case .well: try readWell("", naming: { "Field \($0)" })
        case .labels: try readLabels(member)
        case .series: try readSeries()
        }
        guard !images.isEmpty else {
            throw .malformed(file: attributes.file, offset: 0, expected: "images in the hierarchy")
        }
    }

    private mutating func readPlate(
        _ document: ZarrDocument,
        _ version: NGFFVersion?
    ) throws(ImageFormatError) {
        let plate = try NGFFPlate(document, version, limits)
        let name = plate.name ?? store.name.split(separator: "/").last.map(String.init) ?? "Plate"
        for well in plate.wells {
            try readWell(well.key) { "\(name) [Well \(well.name), Field \($0)]" }
        }
    }

    /// Adds the fields of a well; a well or a field that was never written is passed over.
    private mutating func readWell(
        _ key: String,
        naming: (_ field: Int) -> String
    ) throws(ImageFormatError) {
        guard let attributes = try hierarchy.group(key) else { return }
        let fields: [String]
        if let well = Self.metadata(attributes).member("well") {
            fields = try NGFFPlate.fields(well, of: key, limits)
        } else {
            fields = try listedFields(key)
        }
        for (index, field) in fields.enumerated() {
            guard let attributes = try hierarchy.group(field) else { continue }
            try add(field, attributes, ImageNaming(name: naming(index + 1)))
        }
    }

    /// Groups in a well that are images: some writers say nothing of the well.
    private func listedFields(_ key: String) throws(ImageFormatError) -> [String] {
        var fields: [String] = []
        for name in try store.children(of: key).prefix(limits.zarrFieldsPerWell) {
            guard let first = name.utf8.first, first != UInt8(ascii: ".") else { continue }
            guard let attributes = try hierarchy.group(ZarrKey.below(key, name)) else { continue }
            guard Self.kind(attributes)?.0 == .image else { continue }
            fields.append(name)
        }
        // Numbers by their value, before other names.
        return fields.sorted { left, right in
            (Int(left) ?? .max, left) < (Int(right) ?? .max, right)
        }.map { ZarrKey.below(key, $0) }
    }

    private mutating func readLabels(_ document: ZarrDocument) throws(ImageFormatError) {
        for label in try document.elements(countMax: limits.zarrLabels) {
            let key = try ZarrKey.joined("", label)
            guard let attributes = try hierarchy.group(key) else { continue }
            try add(key, attributes, ImageNaming(name: label.value.string))
        }
    }

    /// The layout that bioformats2raw writes: images in groups with numbers, or in those it lists.
    private mutating func readSeries() throws(ImageFormatError) {
        let names = try seriesMetadata()
        let listed = try hierarchy.group("OME").flatMap {
            Self.metadata($0).member("series")
        }
        let keys = try listed?.elements(countMax: limits.zarrImages)
            .mapOrFail { path throws(ImageFormatError) in try ZarrKey.joined("", path) }
        for index in 0..<(keys?.count ?? limits.zarrImages) {
            guard let attributes = try hierarchy.group(keys?[index] ?? "\(index)") else {
                if keys != nil { continue }
                return
            }
            let image = names.images.indices.contains(index) ? names.images[index] : nil
            let naming = ImageNaming(
                name: image?.name,
                description: image?.description,
                acquisitionSeconds: image?.acquisitionSeconds,
                nominalMagnification: image?.objectiveID.flatMap { names.magnifications[$0] }
            )
            try add(keys?[index] ?? "\(index)", attributes, naming)
        }
    }

    private func seriesMetadata() throws(ImageFormatError) -> OMEDocument {
        let key = "OME/METADATA.ome.xml"
        guard let bytes = try store.value(of: key, countMax: limits.xmlBytes) else {
            return OMEDocument()
        }
        return try OMEDocumentReader.read(bytes, from: store.file(key), limits)
    }

    /// What is known of an image from around it.
    private struct ImageNaming {
        var name: String?
        var description: String?
        var acquisitionSeconds: Double?
        var nominalMagnification: Double?
    }

    private mutating func add(
        _ key: String,
        _ attributes: ZarrDocument,
        _ naming: ImageNaming
    ) throws(ImageFormatError) {
        guard images.count < limits.zarrImages else {
            throw .beyondLimit(file: store.name, limit: "\(limits.zarrImages) images")
        }
        let metadata = Self.metadata(attributes)
        let multiscale = try NGFFMultiscale(
            metadata.required("multiscales"),
            group: key,
            version: try NGFFVersion(metadata),
            limits
        )
        let arrays = try multiscale.arrays.mapOrFail { key throws(ImageFormatError) in
            try hierarchy.array(key)
        }
        let levels = try NGFFLevels.checked(arrays, multiscale.axes, limits)
        let readers = levels.enumerated().map { level, array in
            ZarrChunkReader(
                store: store,
                array: array,
                limits: limits,
                cache: cache,
                image: images.count,
                level: level
            )
        }
        let source = ZarrSource(
            readers,
            multiscale.axes,
            channels: try NGFFChannels.read(metadata.member("omero"), limits),
            physicalSize: multiscale.physicalSize
        )
        images.append(
            FormatImage(
                name: naming.name ?? multiscale.name,
                description: naming.description,
                acquisitionSeconds: naming.acquisitionSeconds,
                nominalMagnification: naming.nominalMagnification,
                labels: try labels(of: key),
                source: source
            )
        )
    }

    private func labels(of key: String) throws(ImageFormatError) -> [String] {
        let group = try hierarchy.group(ZarrKey.below(key, "labels"))
        guard let names = group.flatMap({ Self.metadata($0).member("labels") }) else { return [] }
        return try names.elements(countMax: limits.zarrLabels)
            .mapOrFail { name throws(ImageFormatError) in try name.text() }
    }
}
