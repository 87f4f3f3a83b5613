import Pixels

/// The resolutions of an image, checked against each other and the limits.
enum NGFFLevels {
    /// The arrays that are levels of their own: one no smaller than that before it adds nothing.
    static func checked(
        _ arrays: [ZarrArray],
        _ axes: NGFFAxes,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> [ZarrArray] {
        var levels: [ZarrArray] = []
        for array in arrays {
            try requireWithinLimits(array, axes, limits)
            guard let full = levels.first, let last = levels.last else {
                levels.append(array)
                continue
            }
            try requireAlike(array, full, axes)
            let (size, before) = (axes.planeSize(array.shape), axes.planeSize(last.shape))
            guard size.width <= before.width, size.height <= before.height else {
                throw malformed(array, "at most \(before.width)×\(before.height) pixels")
            }
            if size != before { levels.append(array) }
        }
        return levels
    }

    private static func requireWithinLimits(
        _ array: ZarrArray,
        _ axes: NGFFAxes,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        guard array.shape.count == axes.rank else {
            throw malformed(array, "\(axes.rank) dimensions, one an axis")
        }
        guard !array.shape.contains(0) else { throw malformed(array, "at least one sample") }
        _ = try sampleType(of: array)
        let size = axes.dimensions(array.shape)
        guard size.x <= limits.edgePixels, size.y <= limits.edgePixels else {
            throw .beyondLimit(file: array.file, limit: "edges of \(limits.edgePixels) pixels")
        }
        guard size.c <= limits.samplesPerPixel else {
            throw .beyondLimit(file: array.file, limit: "\(limits.samplesPerPixel) channels")
        }
        guard let planes = ZarrArray.product([size.z, size.c, size.t]), planes <= limits.planes
        else {
            throw .beyondLimit(file: array.file, limit: "\(limits.planes) planes")
        }
    }

    /// Some pyramids have fewer sections at lower resolutions; all else has to stay.
    private static func requireAlike(
        _ array: ZarrArray,
        _ full: ZarrArray,
        _ axes: NGFFAxes
    ) throws(ImageFormatError) {
        let (size, wanted) = (axes.dimensions(array.shape), axes.dimensions(full.shape))
        guard size.c == wanted.c, size.t == wanted.t, size.z <= wanted.z else {
            throw malformed(array, "\(wanted.c) channels and \(wanted.t) time points")
        }
        guard array.type == full.type else {
            throw malformed(array, "samples of type \(full.type.name)")
        }
    }

    static func sampleType(of array: ZarrArray) throws(ImageFormatError) -> PixelType {
        guard case .sample(let type) = array.type else {
            throw .unsupported(file: array.file, feature: "an image of \(array.type.name)")
        }
        return type
    }

    private static func malformed(_ array: ZarrArray, _ expected: String) -> ImageFormatError {
        .malformed(file: array.file, offset: 0, expected: expected)
    }
}
