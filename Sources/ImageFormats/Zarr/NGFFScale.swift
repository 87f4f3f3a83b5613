/// The scale among coordinate transformations (OME-NGFF, "coordinateTransformations" metadata).
struct NGFFScale {
    /// One factor a dimension; nil where none is said.
    let factors: [Double]?

    /// Reads those of a dataset, or of a multiscale, with the rules of versions 0.4 and 0.5.
    init(
        _ document: ZarrDocument,
        rank: Int,
        isRequired: Bool
    ) throws(ImageFormatError) {
        guard let transformations = document.member("coordinateTransformations") else {
            guard !isRequired else { throw document.malformed("coordinateTransformations") }
            factors = nil
            return
        }
        var scale: [Double]?
        var hasTranslation = false
        for entry in try transformations.elements(countMax: 2) {
            switch try entry.required("type").text() {
            case "scale" where scale == nil && !hasTranslation:
                scale = try Self.numbers(entry, "scale", rank)
            case "translation" where !hasTranslation:
                hasTranslation = true
                _ = try Self.numbers(entry, "translation", rank)
            case "identity": continue
            case let type:
                throw entry.malformed("a scale, then a translation, not \(type.prefix(20))")
            }
        }
        guard scale != nil || !isRequired else { throw transformations.malformed("a scale") }
        factors = scale
    }

    private static func numbers(
        _ entry: ZarrDocument,
        _ name: String,
        _ rank: Int
    ) throws(ImageFormatError) -> [Double] {
        if entry.member("path") != nil {
            throw entry.unsupported("a \(name) that is stored in an array")
        }
        let list = try entry.required(name)
        let numbers = try list.elements(countMax: rank)
            .mapOrFail { number throws(ImageFormatError) in try number.number() }
        guard numbers.count == rank else { throw list.malformed("\(rank) numbers") }
        return numbers
    }
}
