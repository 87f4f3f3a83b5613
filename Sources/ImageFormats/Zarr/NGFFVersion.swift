/// The version of OME-NGFF that a document says it follows: 0.1 to 0.5.
struct NGFFVersion {
    private let minor: Int

    private static let read = ["0.1", "0.2", "0.3", "0.4", "0.5"]

    /// Nil where an object says none, as some writers leave it out.
    init?(_ document: ZarrDocument) throws(ImageFormatError) {
        guard let member = document.member("version") else { return nil }
        let text = try member.text()
        guard let index = Self.read.firstIndex(of: text) else {
            throw member.unsupported("version \(text) of OME-Zarr")
        }
        minor = index + 1
    }

    var hasAxes: Bool { minor >= 3 }
    var hasTransformations: Bool { minor >= 4 }
}
