/// Projects, datasets and screens written as a whole, each in one transaction.
package protocol ContainerWriting: Sendable {
    /// Answers the id of the new container.
    ///
    /// - Throws: `RepositoryError.cannot` for other kinds.
    func create(
        _ kind: ObjectKind,
        _ texts: ContainerTexts,
        ownedBy ownership: Ownership
    ) throws -> Int
    /// Writes over all that a container says of itself.
    ///
    /// - Throws: `RepositoryError.noSuchObject`, or `cannot` for other kinds.
    func write(_ texts: ContainerTexts, to object: ObjectReference, by userID: Int) throws
}
