/// Stored files with the annotations that hold them, each written in one transaction, which also
/// asks whether the actor may.
package protocol AttachmentWriting: Sendable {
    /// Writes a stored file and its annotation, both the owner's; answers the annotation's id.
    ///
    /// - Throws: `PeopleError.notAllowed` when the actor may add nothing to the file's group.
    func attach(
        _ file: NewAttachment,
        namespace: String?,
        description: String?,
        by actor: Actor
    ) throws -> Int
    /// Puts a stored file in the place of an annotation's, whose owner and group stay; answers the
    /// path of the one before.
    ///
    /// - Throws: `PeopleError.notAllowed`, or `RepositoryError.noSuchObject` also for an annotation
    ///   of another type or namespace.
    func replaceFile(
        ofAnnotation id: Int,
        in namespace: String?,
        with file: NewAttachment,
        description: String?,
        by actor: Actor
    ) throws -> String
    /// Removes a file annotation with its file; answers the file's path, when no other annotation is
    /// about that.
    ///
    /// - Throws: as `replaceFile`.
    func deleteFile(
        ofAnnotation id: Int,
        in namespace: String?,
        by actor: Actor
    ) throws -> [String]
    /// Moves a file annotation with its file into another group; its links stay behind, since no
    /// link leads from one group into another.
    ///
    /// - Throws: as `replaceFile`, and `PeopleError.noSuchGroup`.
    func moveFile(
        ofAnnotation id: Int,
        in namespace: String?,
        toGroup group: Int,
        by actor: Actor
    ) throws
    /// File annotations of a namespace with their files, by their numbers.
    func attachments(
        in namespace: String,
        _ visibility: Visibility,
        limit: Int
    ) throws -> [AnnotatedFile]
}

/// A file annotation with the file that it holds.
package struct AnnotatedFile: Sendable, Equatable {
    package var annotation: AnnotationRecord
    package var file: AttachmentRecord

    package init(annotation: AnnotationRecord, file: AttachmentRecord) {
        self.annotation = annotation
        self.file = file
    }
}
