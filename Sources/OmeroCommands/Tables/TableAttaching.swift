import Kernel
import Repository
import Tables

/// Attaches finished files as tables of a thing: all in one transaction, or none, and no file stays.
struct TableAttaching {
    struct Made {
        var path: String
        var name: String
    }

    struct Attached {
        var fileID: Int
        var annotationID: Int
    }

    private let target: ObjectReference
    private let catalogue: SQLiteCatalogue

    init(_ target: ObjectReference, _ catalogue: SQLiteCatalogue) {
        self.target = target
        self.catalogue = catalogue
    }

    /// The tables belong to whom their target belongs to.
    func attach(_ tables: [Made]) throws -> [Attached] {
        do {
            return try annotate(tables)
        } catch {
            for table in tables { try Directory.removeFileIfPresent(table.path) }
            throw error
        }
    }

    private func annotate(_ tables: [Made]) throws -> [Attached] {
        guard let ownership = try catalogue.ownership(of: target) else {
            throw RepositoryError.noSuchObject(target)
        }
        let marks = try tables.map { table in
            NewMark(.file(try attachment(table, ownership)), namespace: Self.namespace)
        }
        // Whoever works at the machine itself does so in the owner's name.
        let owner = Actor(userID: ownership.ownerID, role: .administrator)
        let ids = try catalogue.annotate([target], with: marks, existing: [], of: .file, by: owner)
        return try ids.map { id in
            guard case .file(let file) = try catalogue.annotation(id)?.value else {
                throw RepositoryError.noSuchObject(ObjectReference(.annotation, id))
            }
            return Attached(fileID: file, annotationID: id)
        }
    }

    private static let namespace = AnnotationNamespace.bulkAnnotations

    private func attachment(_ table: Made, _ ownership: Ownership) throws -> NewAttachment {
        NewAttachment(
            name: table.name,
            mediaType: AttachmentRecord.tableMediaType,
            path: table.path,
            state: FileState(try FileIdentity.of(path: table.path)),
            ownership: ownership
        )
    }
}
