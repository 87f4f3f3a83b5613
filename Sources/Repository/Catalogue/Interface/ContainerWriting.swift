/// Projects, datasets and screens written as a whole, each in one transaction, which also asks
/// whether the actor may.
package protocol ContainerWriting: Sendable {
    /// Answers the id of the new container, which the actor owns.
    ///
    /// - Throws: `PeopleError.notAllowed` or `noSuchGroup`, or `RepositoryError.cannot` for other
    ///   kinds.
    func create(
        _ kind: ObjectKind,
        _ texts: ContainerTexts,
        inGroup group: Int,
        by actor: Actor
    ) throws -> Int
    /// Writes over all that a container says of itself.
    ///
    /// - Throws: `PeopleError.notAllowed`, `RepositoryError.noSuchObject`, or `cannot` for other
    ///   kinds.
    func write(_ texts: ContainerTexts, to object: ObjectReference, by actor: Actor) throws
}
