package import JSON
package import Repository

/// Whose a thing is; its owner's and group's numbers stay when nobody knows their names.
package enum PeopleDocument {
    package static func owner(_ id: Int, _ user: ExperimenterRecord?) -> JSONValue {
        [
            "id": .integer(id),
            "firstName": .string(user?.firstName ?? ""),
            "lastName": .string(user?.lastName ?? ""),
        ]
    }

    package static func group(_ id: Int, _ group: GroupRecord?) -> JSONValue {
        ["id": .integer(id), "name": .string(group?.name ?? "")]
    }
}
