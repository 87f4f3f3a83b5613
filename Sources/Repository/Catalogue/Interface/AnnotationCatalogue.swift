/// Annotations, what they annotate, and attached files.
///
/// `ObjectCatalogue` deletes and describes annotations; what they annotate stays.
package protocol AnnotationCatalogue: Sendable {
    func annotation(_ id: Int) throws -> AnnotationRecord?
    /// Annotations of some things of one kind, by the things and then by the links' numbers.
    ///
    /// - Parameters:
    ///   - types: nil for all.
    ///   - namespace: nil for all.
    func annotations(
        of kind: ObjectKind,
        _ ids: [Int],
        types: Set<AnnotationType>?,
        namespace: String?
    ) throws -> [AnnotationLinkRecord]
    /// Annotations of a type, such as all tags, by their texts and then by their numbers.
    ///
    /// The cost grows with those of the type; `isOrphaned` asks for tags in no set.
    func annotations(
        _ type: AnnotationType,
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<AnnotationRecord>
    /// The numbers of the things of a kind that have an annotation, in their order.
    func annotated(
        _ kind: ObjectKind,
        by annotation: Int,
        after id: Int,
        limit: Int
    ) throws -> [Int]

    /// Answers the id of the new annotation.
    func createAnnotation(_ annotation: NewAnnotation) throws -> Int
    /// Writes another value of the same type.
    ///
    /// - Throws: `RepositoryError.noSuchObject`, also where the type is another.
    func updateAnnotation(_ id: Int, to value: AnnotationValue, by userID: Int) throws
    /// Links an annotation to a thing; a user's second link is the first. Answers the link's id.
    ///
    /// - Throws: `RepositoryError.noSuchObject` for either.
    func annotate(_ object: ObjectReference, with annotation: Int, by userID: Int) throws -> Int
    /// Takes an annotation off a thing; answers how many links there were.
    ///
    /// - Parameter linkOwner: whose link; nil for everybody's.
    func detach(
        _ annotation: Int,
        from object: ObjectReference,
        linkOwner: Int?,
        by userID: Int
    ) throws -> Int

    /// Answers the number of the new original file.
    func createAttachment(_ attachment: NewAttachment) throws -> Int
    /// Nil when there is no such file, or it is part of a fileset.
    func attachment(_ id: Int) throws -> AttachmentRecord?
}
