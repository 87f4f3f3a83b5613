import JSON

/// A part of a JSON document in a Zarr hierarchy, which knows where it is from.
struct ZarrDocument: Sendable {
    let file: String
    /// The names that lead to this part, such as `multiscales[0].axes`; empty for the whole.
    let place: String
    let value: JSONValue

    private init(file: String, place: String, value: JSONValue) {
        self.file = file
        self.place = place
        self.value = value
    }

    init(_ bytes: [UInt8], file: String, _ limits: ReadLimits) throws(ImageFormatError) {
        guard let value = JSONReader.document(bytes, bytesMax: limits.zarrMetadataBytes) else {
            throw .malformed(file: file, offset: 0, expected: "a JSON document")
        }
        guard value.members != nil else {
            throw .malformed(file: file, offset: 0, expected: "a JSON object")
        }
        self.init(file: file, place: "", value: value)
    }

    /// An empty object, for metadata that are left out.
    static func empty(file: String) -> ZarrDocument {
        ZarrDocument(file: file, place: "", value: .object([]))
    }

    /// A member of an object; nil where it is missing or null.
    func member(_ name: String) -> ZarrDocument? {
        guard let value = value[name], value != .null else { return nil }
        let place = place.isEmpty ? name : place + "." + name
        return ZarrDocument(file: file, place: place, value: value)
    }

    func required(_ name: String) throws(ImageFormatError) -> ZarrDocument {
        guard let member = member(name) else { throw malformed("a member \(name)") }
        return member
    }

    func text() throws(ImageFormatError) -> String {
        guard let text = value.string else { throw malformed("a string") }
        return text
    }

    func integer(in range: ClosedRange<Int>) throws(ImageFormatError) -> Int {
        guard let number = value.integer, range.contains(number) else {
            throw malformed("an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A finite number.
    func number() throws(ImageFormatError) -> Double {
        guard let number = value.double, number.isFinite else { throw malformed("a number") }
        return number
    }

    func elements(countMax: Int) throws(ImageFormatError) -> [ZarrDocument] {
        guard let elements = value.elements else { throw malformed("a list") }
        guard elements.count <= countMax else {
            throw .beyondLimit(file: file, limit: "\(countMax) elements of \(place)")
        }
        return elements.enumerated().map { index, element in
            ZarrDocument(file: file, place: "\(place)[\(index)]", value: element)
        }
    }

    func malformed(_ expected: String) -> ImageFormatError {
        let place = place.isEmpty ? "" : " as \(place)"
        return .malformed(file: file, offset: 0, expected: expected + place)
    }

    /// The feature may carry a name out of the document, of which the beginning says enough.
    func unsupported(_ feature: String) -> ImageFormatError {
        .unsupported(file: file, feature: String(feature.prefix(100)))
    }
}

extension Sequence {
    /// As `map`, with the error of this module.
    func mapOrFail<Result>(
        _ transform: (Element) throws(ImageFormatError) -> Result
    ) throws(ImageFormatError) -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try transform(element)) }
        return results
    }
}
