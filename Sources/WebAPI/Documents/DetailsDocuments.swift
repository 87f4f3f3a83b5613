import JSON
import Repository
import WebAccess

extension DocumentWriter {
    /// `omero:details`: who owns a thing, its group, and what the reader may do with it.
    func details(_ ownership: Ownership) throws -> JSONValue {
        var details = Document(outsideSchema: "Details")
        details["owner"] = try owner(ownership.ownerID)
        details["group"] = try group(ownership.groupID)
        details["permissions"] = permissions(ownership)
        return details.json
    }

    /// The details of a thing inside of another, whose people are not spelled out again.
    func innerDetails(_ ownership: Ownership) -> JSONValue {
        var owner = Document("Experimenter", id: ownership.ownerID)
        var group = Document("ExperimenterGroup", id: ownership.groupID)
        if isNormalized {
            owner["@type"] = nil
            group["@type"] = nil
        }
        var details = Document(outsideSchema: "Details")
        details["owner"] = owner.json
        details["group"] = group.json
        details["permissions"] = permissions(ownership)
        return details.json
    }

    private func owner(_ id: Int) throws -> JSONValue {
        let person = try directory.experimenter(id)
        if isNormalized { return ["@id": .integer(id)] }
        guard let person else { return Document("Experimenter", id: id).json }
        return experimenter(person, permissions: .nothing).json
    }

    private func group(_ id: Int) throws -> JSONValue {
        let group = try directory.group(id)
        if isNormalized { return ["@id": .integer(id)] }
        guard let group else { return Document("ExperimenterGroup", id: id).json }
        return experimenterGroup(group).json
    }

    /// A group nobody knows is private.
    private func permissions(_ ownership: Ownership) -> JSONValue {
        let object = ObjectOwnership(
            ownerID: ownership.ownerID,
            groupID: ownership.groupID,
            level: visitor.levels[ownership.groupID] ?? .isPrivate
        )
        return PermissionsDocument(PermissionFlags(visitor.actor, object)).json
    }
}

/// What may be done with a thing, in OMERO's words.
struct PermissionsDocument {
    var level: GroupLevel?
    var canAnnotate = false
    var canDelete = false
    var canEdit = false
    var canLink = false

    /// Of users, whom no group's level concerns.
    static let nothing = PermissionsDocument()

    init(level: GroupLevel? = nil) { self.level = level }

    init(_ flags: PermissionFlags) {
        level = flags.level
        canAnnotate = flags.canAnnotate
        canDelete = flags.canDelete
        canEdit = flags.canEdit
        canLink = flags.canLink
    }

    var json: JSONValue {
        let level = level
        let isKnown = level != nil
        func reaches(_ least: GroupLevel) -> JSONValue {
            .boolean(level.map { $0 >= least } ?? false)
        }
        return [
            "@type": "TBD#Permissions",
            "perm": .string(level?.text ?? "------"),
            "canAnnotate": .boolean(canAnnotate),
            "canDelete": .boolean(canDelete),
            "canEdit": .boolean(canEdit),
            "canLink": .boolean(canLink),
            "isWorldWrite": false,
            "isWorldRead": false,
            "isGroupWrite": reaches(.readWrite),
            "isGroupRead": reaches(.readOnly),
            "isGroupAnnotate": reaches(.readAnnotate),
            "isUserWrite": .boolean(isKnown),
            "isUserRead": .boolean(isKnown),
        ]
    }

    /// The details of a user or a group, which nobody owns.
    var details: JSONValue { ["@type": "TBD#Details", "permissions": json] }
}
