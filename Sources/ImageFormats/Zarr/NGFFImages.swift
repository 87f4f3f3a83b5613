import JSON
import Pixels

/// The images of a hierarchy that were found so far, opened.
struct NGFFImages {
    /// What is known of an image from around it.
    struct Description {
        var name: String?
        var description: String?
        var acquisitionSeconds: Double?
        var times: OMEPlaneTimes?
        var nominalMagnification: Double?
        var place: WellPlace?
    }

    private(set) var images: [FormatImage] = []
    private let hierarchy: ZarrHierarchy
    /// One for all, so that a plate keeps no more than a single image would.
    private let cache: ChunkCache

    init(_ hierarchy: ZarrHierarchy) {
        self.hierarchy = hierarchy
        cache = ChunkCache()
    }

    /// Opens the image that a group is.
    mutating func add(
        _ key: String,
        _ group: NGFFGroup,
        _ description: Description
    ) throws(ImageFormatError) {
        let limits = hierarchy.limits
        guard images.count < limits.zarrImages else {
            throw .beyondLimit(file: hierarchy.store.name, limit: "\(limits.zarrImages) images")
        }
        let multiscale = try NGFFMultiscale(
            group.metadata.required(NGFFGroup.Kind.image.rawValue),
            group: key,
            version: try NGFFVersion(group.metadata),
            limits
        )
        let readers = try readers(multiscale)
        let source = ZarrSource(
            readers,
            multiscale.axes,
            try NGFFLevels.sampleType(of: readers[0].array),
            channels: try NGFFChannels.read(group.metadata.member("omero"), limits),
            physicalSize: multiscale.physicalSize
        )
        let image = FormatImage(
            name: description.name ?? multiscale.name,
            description: description.description,
            acquisitionSeconds: description.acquisitionSeconds,
            timesSeconds: description.times?.seconds(count: source.dimensions.t) ?? [],
            nominalMagnification: description.nominalMagnification,
            labels: try labels(of: key),
            place: description.place,
            source: source
        )
        images.append(image)
    }

    /// One for each level, the full resolution first.
    private func readers(
        _ multiscale: NGFFMultiscale
    ) throws(ImageFormatError) -> [ZarrChunkReader] {
        let arrays = try multiscale.arrays.mapOrFail { key throws(ImageFormatError) in
            try hierarchy.array(key)
        }
        let levels = try NGFFLevels.checked(arrays, multiscale.axes, hierarchy.limits)
        return levels.enumerated().map { level, array in
            ZarrChunkReader(
                store: hierarchy.store,
                array: array,
                limits: hierarchy.limits,
                cache: cache,
                image: images.count,
                level: level
            )
        }
    }

    private func labels(of key: String) throws(ImageFormatError) -> [String] {
        let group = try hierarchy.ngffGroup(ZarrKey.below(key, "labels"))
        guard let names = group?.member(.labels) else { return [] }
        return try names.elements(countMax: hierarchy.limits.zarrLabels)
            .mapOrFail { name throws(ImageFormatError) in try name.text() }
    }
}
