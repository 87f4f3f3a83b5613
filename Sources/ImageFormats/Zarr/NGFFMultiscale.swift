import Pixels

/// One image with its resolutions (OME-NGFF, "multiscales" metadata).
struct NGFFMultiscale {
    let name: String?
    let axes: NGFFAxes
    /// Keys of the arrays, the full resolution first.
    let arrays: [String]
    let physicalSize: PhysicalSize

    /// Reads the first entry of `multiscales`: which one readers take that are not told another.
    init(
        _ multiscales: ZarrDocument,
        group: String,
        version: NGFFVersion?,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let entries = try multiscales.elements(countMax: limits.zarrImages)
        guard let entry = entries.first else { throw multiscales.malformed("an image") }
        let version = if let version { version } else { try NGFFVersion(entry) }
        name = try entry.member("name")?.text()
        axes = try Self.axes(entry, version)
        let datasets = try entry.required("datasets").elements(countMax: limits.levels)
        guard !datasets.isEmpty else { throw entry.malformed("datasets") }
        arrays = try datasets.mapOrFail { dataset throws(ImageFormatError) in
            try ZarrKey.joined(group, dataset.required("path"))
        }
        let rank = axes.rank
        let scales = try datasets.mapOrFail { dataset throws(ImageFormatError) in
            try NGFFScale(dataset, rank: rank, isRequired: version?.hasTransformations ?? false)
        }
        let common = try NGFFScale(entry, rank: rank, isRequired: false)
        physicalSize = axes.physicalSize(scales[0], common)
    }

    private static func axes(
        _ entry: ZarrDocument,
        _ version: NGFFVersion?
    ) throws(ImageFormatError) -> NGFFAxes {
        if let axes = entry.member("axes") { return try NGFFAxes(axes) }
        guard let version, !version.hasAxes else { throw entry.malformed("axes") }
        return .unnamed
    }
}

extension NGFFAxes {
    /// Edge lengths where a unit and a scale above zero say them.
    func physicalSize(_ scale: NGFFScale, _ common: NGFFScale) -> PhysicalSize {
        func edge(_ axis: Int?) -> Double? {
            guard let axis, let unit = micrometres[axis], let factor = scale.factors?[axis] else {
                return nil
            }
            let edge = factor * (common.factors?[axis] ?? 1) * unit
            return edge > 0 && edge.isFinite ? edge : nil
        }
        return PhysicalSize(xMicrometres: edge(x), yMicrometres: edge(y), zMicrometres: edge(z))
    }
}
