/// Changes of single things by somebody who has to be allowed to, when it is done.
///
/// All throw `RepositoryError.noSuchObject` for what the actor does not see, and
/// `PeopleError.notAllowed` for what he may only see.
package protocol ObjectChanging: Sendable {
    /// Names a thing anew; of tags it is the text.
    ///
    /// - Throws: `RepositoryError.cannot` for kinds without a name.
    func rename(_ object: ObjectReference, to name: String, by actor: Actor) throws
    func describe(_ object: ObjectReference, as description: String, by actor: Actor) throws
    /// Makes a container inside another, and answers its number.
    ///
    /// It belongs to the parent's group.
    func create(
        _ texts: ContainerTexts,
        in parent: Int,
        _ link: ObjectLink,
        by actor: Actor
    ) throws -> Int
    /// Makes a dataset that holds images of one group, in that group.
    func createDataset(
        _ texts: ContainerTexts,
        holding images: [Int],
        by actor: Actor
    ) throws
        -> Int
    /// Makes a tag, or a set of tags when that namespace says so; `tagSet` is the set it is put into.
    func createTag(
        _ texts: ContainerTexts,
        namespace: String?,
        inSet tagSet: Int?,
        group: Int,
        by actor: Actor
    ) throws -> Int
    /// Takes a thing out of a container; false when it was not there.
    func unlink(_ link: ObjectLink, parent: Int, child: Int, by actor: Actor) throws -> Bool
    /// Takes an annotation off a thing, as far as the links are the actor's to take; answers how
    /// many links went. A comment that nothing bears any more is deleted.
    func detach(
        _ annotation: Int,
        from object: ObjectReference,
        by actor: Actor
    ) throws -> Int

    /// Names the channels of images by their places; answers how many images were named.
    ///
    /// Images with another number of channels, and those the actor may not change, are left alone.
    func nameChannels(
        _ names: [Int: String],
        ofImages images: [Int],
        channelCount: Int,
        by actor: Actor
    ) throws -> Int
    /// The images that lie in a dataset or plate, as far as the actor sees them.
    func images(in container: ObjectReference, by actor: Actor) throws -> [Int]
}

/// Deleting as people ask for it: containers with what they hold, and things with what is said of
/// them.
package protocol DeletionCatalogue: Sendable {
    /// What goes with a deletion.
    ///
    /// - Throws: `RepositoryError.noSuchObject` or `PeopleError.notAllowed` for what was asked for;
    ///   `sharedFileset` when an image of a fileset would stay.
    func plan(_ deletion: Deletion, by actor: Actor) throws -> DeletionPlan
    /// Removes images with their filesets in one transaction; those that are gone already are
    /// passed over. Answers the copies of files that nothing refers to any more.
    func deleteImages(
        _ ids: [Int],
        withSharedAnnotations: Bool,
        by actor: Actor
    ) throws -> [String]
    /// The same for other things, of which none may still hold a fileset.
    func delete(
        _ objects: [ObjectReference],
        withSharedAnnotations: Bool,
        by actor: Actor
    ) throws -> [String]
}
