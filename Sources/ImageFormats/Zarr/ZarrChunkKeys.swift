/// How the place of a chunk in the grid becomes a key below that of the array.
struct ZarrChunkKeys: Sendable {
    /// Whether `c` comes first.
    private let isPrefixed: Bool
    private let separator: String

    init(version2 separator: ZarrDocument?) throws(ImageFormatError) {
        isPrefixed = false
        self.separator = try Self.separator(separator) ?? "."
    }

    init(version3 document: ZarrDocument) throws(ImageFormatError) {
        let encoding = try ZarrExtension(document)
        let separator = try Self.separator(encoding.configuration.member("separator"))
        switch encoding.name {
        case "default":
            isPrefixed = true
            self.separator = separator ?? "/"
        case "v2":
            isPrefixed = false
            self.separator = separator ?? "."
        default: throw document.unsupported("the chunk key encoding \(encoding.name)")
        }
    }

    private static func separator(
        _ document: ZarrDocument?
    ) throws(ImageFormatError) -> String? {
        guard let document else { return nil }
        let text = try document.text()
        guard text == "/" || text == "." else { throw document.malformed("/ or .") }
        return text
    }

    func key(_ array: String, _ index: [Int]) -> String {
        let place = index.map { "\($0)" }.joined(separator: separator)
        return ZarrKey.below(array, isPrefixed ? "c" + separator + place : place)
    }
}
