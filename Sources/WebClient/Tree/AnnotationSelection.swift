import Repository

/// Which annotations are wanted, by OMERO's words for types and by a namespace.
struct AnnotationSelection {
    /// Nil for all.
    let types: Set<AnnotationType>?
    private let namespace: String?
    private let isRating: Bool
    private let isCustom: Bool

    /// - Parameter type: a word that is none of OMERO's leaves all of them.
    init(type: String?, namespace: String?) {
        self.namespace = namespace
        isRating = type == "rating"
        isCustom = type == "custom"
        types =
            switch type {
            case "tag": [.tag]
            case "file": [.file]
            case "comment": [.comment]
            case "map": [.map]
            case "rating": [.long]
            case "custom": Set(AnnotationType.allCases).subtracting(Self.named)
            default: nil
            }
    }

    /// What has a type of its own on the pages; ratings besides.
    private static let named: Set<AnnotationType> = [.tag, .file, .comment, .map]

    /// Of the annotations of `types`, those that are wanted.
    func admits(_ annotation: AnnotationRecord) -> Bool {
        let isOfRating = annotation.namespace == AnnotationNamespace.rating
        if isRating, !isOfRating { return false }
        if isCustom, isOfRating { return false }
        return namespace == nil || namespace == annotation.namespace
    }
}
