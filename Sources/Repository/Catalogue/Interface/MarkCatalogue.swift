/// What people say of things, and where they put them: each change is one transaction, which also
/// asks whether the actor may.
///
/// Things that are annotated together lie in one group. All changes throw
/// `RepositoryError.noSuchObject` for what the actor does not see, and `PeopleError.notAllowed`.
package protocol MarkCatalogue: Sendable {
    /// Makes annotations of things, and links annotations of a type that there are.
    ///
    /// Answers the numbers of the new annotations in their order.
    func annotate(
        _ objects: [ObjectReference],
        with marks: [NewMark],
        existing: [Int],
        of type: AnnotationType,
        by actor: Actor
    ) throws -> [Int]
    /// The same with an annotation of its own for each thing.
    func annotateEach(
        _ objects: [ObjectReference],
        with mark: NewMark,
        by actor: Actor
    ) throws -> [Int]
    /// Gives things the tags that are chosen, and takes off those tags that the actor gave all of
    /// them before. A new tag with the text and description of one there is becomes that one.
    func tag(
        _ objects: [ObjectReference],
        _ choice: TagChoice,
        by actor: Actor
    ) throws -> TagChanges
    /// Writes the actor's rating of things, from 1 to 5; 0 removes it.
    func rate(_ objects: [ObjectReference], _ rating: Int, by actor: Actor) throws
    /// Writes other pairs into map annotations.
    func write(_ pairs: [KeyValuePair], toMaps ids: [Int], by actor: Actor) throws
    /// Deletes annotations, all of one type.
    func deleteAnnotations(_ ids: [Int], of type: AnnotationType, by actor: Actor) throws

    /// Puts things where they are wanted; once there, they stay.
    func add(_ links: [PlacedLinks], by actor: Actor) throws
    /// Takes things out of others, those of them that are there.
    ///
    /// - Throws: `RepositoryError.notLinked` besides, when none of a thing's are there.
    func remove(_ links: [PlacedLinks], by actor: Actor) throws
}

/// Lists of tags, of what has them, and of links.
package protocol TagCatalogue: Sendable {
    /// Tags and sets by their numbers; `isOrphaned` asks for those in no set.
    ///
    /// - Parameter set: whose tags; nil for all.
    func tags(
        _ filter: ListFilter,
        inSet set: Int?,
        offset: Int,
        limit: Int
    ) throws -> Listed<TagRecord>
    /// The numbers of the things of a kind that have a tag, by their names; wells by their places.
    func tagged(
        _ kind: ObjectKind,
        by tag: Int,
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> [Int]
    /// What holds some things, by numbers, as far as it may be seen.
    func parents(
        ofAll children: [Int],
        _ link: TreeLink,
        _ visibility: Visibility
    ) throws -> [PlacedLinks]
    /// The tags of sets, by numbers, as far as they may be seen.
    func tags(ofSets sets: [Int], _ visibility: Visibility) throws -> [Int: [Int]]
}
