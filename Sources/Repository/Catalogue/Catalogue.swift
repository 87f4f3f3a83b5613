/// What a repository holds, in OMERO's words; where it is written down is not said here.
///
/// Pages follow on the last id of the page before: they cost the same anywhere in the list, and
/// nothing is shown twice when others add. All of it may wait for a disk: never on an event loop.
package protocol Catalogue: Sendable {
    func image(_ id: Int) throws -> ImageRecord?
    func imageCount() throws -> Int
    /// The images with the next higher ids, in their order.
    func images(after id: Int, limit: Int) throws -> [ImageRecord]
    func images(inDataset dataset: Int, after id: Int, limit: Int) throws -> [ImageRecord]

    func dataset(_ id: Int) throws -> DatasetRecord?
    /// The oldest dataset of an owner with that name.
    func dataset(named name: String, ownedBy ownership: Ownership) throws -> DatasetRecord?
    func datasets(after id: Int, limit: Int) throws -> [DatasetRecord]
    /// Answers the id of the new dataset.
    func createDataset(
        named name: String,
        description: String,
        ownedBy ownership: Ownership
    ) throws -> Int

    /// The fileset one of whose files was imported from a path.
    func fileset(importedFrom clientPath: String) throws -> FilesetRecord?
    /// The files an image was imported from, the one that opens the fileset first.
    func originalFiles(ofFileset id: Int) throws -> [OriginalFile]
    /// Writes a fileset with its images, unless one of its files is in the catalogue already;
    /// filesets that were never readable give way.
    func add(_ fileset: NewFileset) throws -> Addition
    /// Writes what a fileset's files hold now; images keep their ids by their series, and none is
    /// removed. A failure keeps what was known about the images. Answers the ids by series.
    func replace(filesetID: Int, with fileset: NewFileset) throws -> [Int]
    /// Notes why a fileset's images can no longer be read.
    func markBroken(filesetID: Int, failure: String) throws
    /// Puts all images of a fileset into a dataset; those that are in it stay.
    func link(filesetID: Int, toDataset dataset: Int) throws

    func imageCount(visibleTo visibility: Visibility) throws -> Int
    func images(after id: Int, limit: Int, visibleTo visibility: Visibility) throws -> [ImageRecord]
    func images(
        inDataset dataset: Int,
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [ImageRecord]
    func datasets(
        after id: Int,
        limit: Int,
        visibleTo visibility: Visibility
    ) throws -> [DatasetRecord]

    /// A number that differs from the last answer when anything was changed, by any process.
    func changeCounter() throws -> Int
}

/// Why the repository cannot do what it was asked.
package enum RepositoryError: Error, Equatable, CustomStringConvertible {
    /// The catalogue was written by a later version of this program.
    case newerCatalogue(path: String, found: Int, known: Int)
    case noSuchFileset(id: Int)
    case noSuchDataset(id: Int)
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
        case .fileInUse(let path, let id): "\(path) is part of fileset \(id)"
        case .unknownValue(let name, let value): "the catalogue holds an unknown \(name): \(value)"
        case .broken(let id, let reason): "image \(id) cannot be read: \(reason)"
        case .changed(let id, let path):
            "image \(id) is no longer in \(path) as it was: import the file again"
        }
    }
}
