/// What can be done to things of every kind; who did it is written down.
package protocol ObjectCatalogue: Sendable {
    /// Who owns a thing, and its group; nil when there is no such thing.
    ///
    /// Wells and runs are their plate's, shapes their region's, files of a fileset the fileset's.
    func ownership(of object: ObjectReference) throws -> Ownership?

    /// - Throws: `RepositoryError.noSuchObject`, or `cannot` for kinds without a name.
    func rename(_ object: ObjectReference, to name: String, by userID: Int) throws
    /// - Throws: `RepositoryError.noSuchObject`, or `cannot` for kinds without a description.
    func describe(_ object: ObjectReference, as description: String, by userID: Int) throws
    /// Removes a thing with its links; what a container holds stays, what a plate holds goes.
    ///
    /// - Throws: `RepositoryError.noSuchObject`, or `cannot` for kinds that others belong to:
    ///   images and filesets are removed by `deleteImages`.
    func delete(_ object: ObjectReference, by userID: Int) throws
    /// The same for somebody who has to be allowed to, when it is done.
    ///
    /// - Throws: `PeopleError.notAllowed` besides.
    func delete(_ object: ObjectReference, by actor: Actor) throws
    /// Removes images and their filesets, of which no image may stay.
    ///
    /// Answers the files that no fileset refers to any more.
    ///
    /// - Throws: `RepositoryError.noSuchObject`, or `sharedFileset` when an image would stay.
    func deleteImages(_ ids: [Int], by userID: Int) throws -> [OriginalFile]

    /// Puts a thing into a container; once there, it stays.
    ///
    /// - Throws: `RepositoryError.noSuchObject` for either.
    func link(_ link: ObjectLink, parent: Int, child: Int, by userID: Int) throws
    /// Takes a thing out of a container; false when it was not there.
    func unlink(_ link: ObjectLink, parent: Int, child: Int, by userID: Int) throws -> Bool
    /// Who put a thing into a container; nil when it is not there.
    func linkOwner(_ link: ObjectLink, parent: Int, child: Int) throws -> Int?
}
