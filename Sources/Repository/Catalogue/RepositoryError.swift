/// Why the repository cannot do what it was asked.
package enum RepositoryError: Error, Equatable, CustomStringConvertible {
    /// The catalogue was written by a later version of this program.
    case newerCatalogue(path: String, found: Int, known: Int)
    case noSuchFileset(id: Int)
    case noSuchDataset(id: Int)
    case noSuchObject(ObjectReference)
    /// Things of that kind cannot be treated so.
    case cannot(action: String, ObjectKind)
    /// Images of one set of files are removed together.
    case sharedFileset(id: Int, imageID: Int)
    /// Nothing of what was named lies there.
    case notLinked(to: ObjectReference)
    case tooMany(name: String, countMax: Int)
    /// The file was imported as part of another fileset.
    case fileInUse(path: String, filesetID: Int)
    /// A value in the catalogue that this program never writes.
    case unknownValue(name: String, value: String)
    /// The image was marked as unreadable.
    case broken(imageID: Int, reason: String)
    /// The file no longer holds the image that was imported from it.
    case changed(imageID: Int, path: String)

    package var description: String {
        switch self {
        case .newerCatalogue(let path, let found, let known):
            "\(path) has schema \(found), this program knows \(known): use the later program"
        case .noSuchFileset(let id): "there is no fileset \(id)"
        case .noSuchDataset(let id): "there is no dataset \(id)"
        case .noSuchObject(let object): "there is no \(object.kind.className) \(object.id)"
        case .cannot(let action, let kind): "a \(kind.className) cannot be \(action)"
        case .notLinked(let parent):
            "none of these is linked to \(parent.kind.className) \(parent.id)"
        case .tooMany(let name, let countMax): "more than \(countMax) \(name)"
        case .sharedFileset(let id, let image):
            "image \(image) is of the same fileset \(id) and would stay"
        case .fileInUse(let path, let id): "\(path) is part of fileset \(id)"
        case .unknownValue(let name, let value): "the catalogue holds an unknown \(name): \(value)"
        case .broken(let id, let reason): "image \(id) cannot be read: \(reason)"
        case .changed(let id, let path):
            "image \(id) is no longer in \(path) as it was: import the file again"
        }
    }
}
