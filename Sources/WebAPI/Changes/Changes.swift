import HTTP
import Repository
import WebAccess

/// Changes the catalogue for somebody, who has to be allowed to.
struct Changes {
    private let catalogue: any Catalogue
    private let people: any People
    private let visitor: Visitor

    init(_ api: API, _ visitor: Visitor) {
        catalogue = api.catalogue
        people = api.people
        self.visitor = visitor
    }

    /// Groups that say who is active, not who works together: everybody would see what lies there.
    private static let groupsWithoutData = [KnownPeople.userGroup, KnownPeople.guestGroup]

    private var actor: Actor { visitor.actor }

    /// Answers the new object's number.
    func create(_ object: SavedObject) throws -> Int {
        guard try people.group(object.groupID) != nil else {
            throw Refusal(.badRequest, "Group \(object.groupID) not found")
        }
        guard actor.role != .visitor, !Self.groupsWithoutData.contains(object.groupID),
            actor.memberships[object.groupID] != nil || actor.role.privileges.contains(.writeOwned)
        else {
            throw Refusal(.forbidden, "You may not add to group \(object.groupID)")
        }
        let ownership = Ownership(ownerID: actor.userID, groupID: object.groupID)
        return try catalogue.create(object.type.kind, object.texts, ownedBy: ownership)
    }

    func update(_ object: SavedObject, id: Int) throws {
        let reference = ObjectReference(object.type.kind, id)
        let ownership = try visible(reference)
        guard ownership.groupID == object.groupID || object.groupID < 0 else {
            throw Refusal(
                .badRequest,
                "\(object.type.className) \(id) is not in group \(object.groupID)"
            )
        }
        try check(.edit, "change", reference, ownership)
        try catalogue.write(object.texts, to: reference, by: actor.userID)
    }

    func delete(_ object: ObjectReference) throws {
        try check(.delete, "delete", object, visible(object))
        try catalogue.delete(object, by: actor.userID)
    }

    /// What may not be seen is not there.
    private func visible(_ object: ObjectReference) throws -> Ownership {
        guard let ownership = try catalogue.ownership(of: object),
            Visibility(of: actor).contains(
                ownerID: ownership.ownerID,
                groupID: ownership.groupID
            )
        else { throw Refusal(.notFound, "\(object.kind.className) \(object.id) not found") }
        return ownership
    }

    private func check(
        _ action: Action,
        _ verb: String,
        _ object: ObjectReference,
        _ ownership: Ownership
    ) throws {
        let owned = ObjectOwnership(
            ownerID: ownership.ownerID,
            groupID: ownership.groupID,
            level: visitor.levels[ownership.groupID] ?? .isPrivate
        )
        guard may(actor, action, owned) else {
            throw Refusal(
                .forbidden,
                "You may not \(verb) \(object.kind.className) \(object.id)"
            )
        }
    }
}
