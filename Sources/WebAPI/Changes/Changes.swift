import HTTP
import Repository
import WebAccess

/// Changes the catalogue for somebody; whether he may, the catalogue asks when it is done.
struct Changes {
    private let catalogue: any Catalogue
    private let people: any People
    private let actor: Actor

    init(_ api: API, _ visitor: Visitor) {
        catalogue = api.catalogue
        people = api.people
        actor = visitor.actor
    }

    /// Answers the new object's number.
    func create(_ object: SavedObject) throws -> Int {
        guard try people.group(object.groupID) != nil else {
            throw Refusal(.badRequest, "Group \(object.groupID) not found")
        }
        let kind = object.type.kind
        return try refusing {
            try catalogue.create(kind, object.texts, inGroup: object.groupID, by: actor)
        }
    }

    func update(_ object: SavedObject, id: Int) throws {
        let reference = ObjectReference(object.type.kind, id)
        let group = try groupOfVisible(reference)
        guard group == object.groupID || object.groupID < 0 else {
            throw Refusal(
                .badRequest,
                "\(object.type.className) \(id) is not in group \(object.groupID)"
            )
        }
        try refusing { try catalogue.write(object.texts, to: reference, by: actor) }
    }

    func delete(_ object: ObjectReference) throws {
        try refusing { try catalogue.delete(object, by: actor) }
    }

    /// The group is named in what is refused, so it is told of what may be seen alone.
    private func groupOfVisible(_ object: ObjectReference) throws -> Int {
        guard let ownership = try catalogue.ownership(of: object),
            Visibility(of: actor).contains(
                ownerID: ownership.ownerID,
                groupID: ownership.groupID
            )
        else { throw Self.missing(object) }
        return ownership.groupID
    }

    /// Says in the API's words what the catalogue refuses.
    private func refusing<Result>(_ change: () throws -> Result) throws -> Result {
        do {
            return try change()
        } catch PeopleError.notAllowed(let what) {
            throw Refusal(.forbidden, "You may not \(what)")
        } catch RepositoryError.noSuchObject(let object) {
            throw Self.missing(object)
        }
    }

    /// What may not be seen is not there.
    private static func missing(_ object: ObjectReference) -> Refusal {
        Refusal(.notFound, "\(object.kind.className) \(object.id) not found")
    }
}
