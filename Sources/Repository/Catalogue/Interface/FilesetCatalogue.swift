/// Files that were imported together, and their images.
package protocol FilesetCatalogue: Sendable {
    /// The fileset one of whose files was imported from a path.
    func fileset(importedFrom clientPath: String) throws -> FilesetRecord?
    /// The files an image was imported from, the one that opens the fileset first.
    func originalFiles(ofFileset id: Int) throws -> [OriginalFile]
    /// The images of a fileset in the order of their series.
    func imageIDs(ofFileset id: Int) throws -> [Int]
    /// Writes a fileset with its images, unless one of its files is in the catalogue already;
    /// filesets that were never readable give way.
    func add(_ fileset: NewFileset) throws -> Addition
    /// Writes several in one transaction, in their order: all of them or, after an error, none.
    func add(_ filesets: [NewFileset]) throws -> [Addition]
    /// Writes what a fileset's files hold now; images keep their ids by their series, and none is
    /// removed. A failure keeps what was known about the images. Answers the ids by series.
    func replace(filesetID: Int, with fileset: NewFileset) throws -> [Int]
    /// Notes why a fileset's images can no longer be read.
    func markBroken(filesetID: Int, failure: String) throws
    /// Puts all images of a fileset that are of no plate into a dataset; those in it stay.
    func link(filesetID: Int, toDataset dataset: Int) throws
    /// Puts all plates of a fileset into a screen; those that are in it stay.
    func link(filesetID: Int, toScreen screen: Int) throws
}
