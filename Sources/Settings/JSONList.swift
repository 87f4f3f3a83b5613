import JSON

/// JSON lists of texts: what OMERO's settings hold where they hold lists.
package enum JSONList {
    /// The texts of a list, elements of other kinds as they are written; nil when it is none.
    package static func texts(_ json: String) -> [String]? {
        JSONReader.document(json)?.elements?.map { $0.string ?? $0.text(.spaced) }
    }
}
