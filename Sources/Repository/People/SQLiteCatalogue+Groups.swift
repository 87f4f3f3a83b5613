import SQLite

extension SQLiteCatalogue {
    package func add(_ group: GroupDetails, by actor: Actor) throws -> Int {
        try PeopleRules.check(group)
        guard actor.role.privileges.contains(.modifyGroup) else {
            throw PeopleError.notAllowed("add groups")
        }
        return try database.write { connection in
            try refuseTaken(groupName: group.name, by: nil, connection)
            try connection.run(
                "INSERT INTO experimentergroup (name, description, permissions) VALUES (?, ?, ?)",
                group.name,
                group.description,
                group.level.text
            )
            let id = connection.lastInsertedID
            try log(.insert, ObjectReference(.experimenterGroup, id), by: actor.userID, connection)
            return id
        }
    }

    package func change(group id: Int, to details: GroupDetails, by actor: Actor) throws {
        try PeopleRules.check(details)
        try database.write { connection in
            let group = try existing(group: id, connection)
            guard PeopleRules.mayChange(actor, group, to: details) else {
                throw PeopleError.notAllowed("change group \(group.name) so")
            }
            if id <= KnownPeople.guestGroup { throw PeopleError.builtIn(group.name) }
            try refuseTaken(groupName: details.name, by: id, connection)
            try connection.run(
                """
                UPDATE experimentergroup SET name = ?, description = ?, permissions = ?
                WHERE id = ?
                """,
                details.name,
                details.description,
                details.level.text,
                id
            )
            try log(.update, ObjectReference(.experimenterGroup, id), by: actor.userID, connection)
        }
    }

    package func join(
        experimenter id: Int,
        group groupID: Int,
        asOwner: Bool,
        by actor: Actor
    ) throws {
        try database.write { connection in
            let (user, group) = try parties(id, groupID, actor, connection)
            let standing = user.memberships.first { $0.groupID == groupID }
            if let standing, standing.isOwner == asOwner {
                throw PeopleError.alreadyMember(user: user.userName, group: group.name)
            }
            if standing == nil {
                try insertMembership(id, groupID, isOwner: asOwner, connection)
            } else {
                try connection.run(
                    "UPDATE groupexperimentermap SET owner = ? WHERE parent = ? AND child = ?",
                    asOwner,
                    groupID,
                    id
                )
            }
            try log(
                .update,
                ObjectReference(.experimenterGroup, groupID),
                by: actor.userID,
                connection
            )
        }
    }

    package func leave(experimenter id: Int, group groupID: Int, by actor: Actor) throws {
        try database.write { connection in
            let (user, group) = try parties(id, groupID, actor, connection)
            guard user.memberships.contains(where: { $0.groupID == groupID }) else {
                throw PeopleError.notMember(user: user.userName, group: group.name)
            }
            if id == KnownPeople.root { throw PeopleError.builtIn(user.userName) }
            guard
                user.memberships.contains(where: {
                    $0.groupID != groupID && $0.groupID != KnownPeople.userGroup
                })
            else { throw PeopleError.lastGroup(user: user.userName, group: group.name) }
            try removeMembership(id, groupID, connection)
            try log(
                .update,
                ObjectReference(.experimenterGroup, groupID),
                by: actor.userID,
                connection
            )
        }
    }

    package func setDefaultGroup(
        _ groupID: Int,
        ofExperimenter id: Int,
        by actor: Actor
    ) throws {
        try database.write { connection in
            let user = try existing(experimenter: id, connection)
            guard PeopleRules.mayChangePassword(actor, user) else {
                throw PeopleError.notAllowed("change \(user.userName)")
            }
            guard user.memberships.contains(where: { $0.groupID == groupID }),
                groupID != KnownPeople.userGroup
            else { throw PeopleError.notMember(user: user.userName, group: "\(groupID)") }
            try connection.run(
                """
                UPDATE groupexperimentermap
                SET position = CASE parent WHEN ? THEN 0 ELSE position + 1 END WHERE child = ?
                """,
                groupID,
                id
            )
            try log(.update, ObjectReference(.experimenter, id), by: actor.userID, connection)
        }
    }

    package func setConfiguration(
        _ name: String,
        _ value: String?,
        ofGroup id: Int,
        by actor: Actor
    ) throws {
        guard actor.role.privileges.contains(.modifyGroup) else {
            throw PeopleError.notAllowed("configure groups")
        }
        try database.write { connection in
            _ = try existing(group: id, connection)
            if let value {
                try connection.run(
                    "INSERT OR REPLACE INTO experimentergroup_config VALUES (?, ?, ?)",
                    id,
                    name,
                    value
                )
            } else {
                try connection.run(
                    """
                    DELETE FROM experimentergroup_config
                    WHERE experimentergroup_id = ? AND name = ?
                    """,
                    id,
                    name
                )
            }
            try log(.update, ObjectReference(.experimenterGroup, id), by: actor.userID, connection)
        }
    }

    /// The two a membership is about, when the actor may change it.
    private func parties(
        _ id: Int,
        _ groupID: Int,
        _ actor: Actor,
        _ connection: Connection
    ) throws -> (ExperimenterRecord, GroupRecord) {
        let user = try existing(experimenter: id, connection)
        let group = try existing(group: groupID, connection)
        guard PeopleRules.mayChangeMembers(actor, ofGroup: groupID) else {
            throw PeopleError.notAllowed("change the members of group \(group.name)")
        }
        if id == KnownPeople.guest { throw PeopleError.builtIn(user.userName) }
        return (user, group)
    }

    /// A new membership comes behind those there are.
    func insertMembership(
        _ id: Int,
        _ group: Int,
        isOwner: Bool,
        _ connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO groupexperimentermap (parent, child, owner, position)
            SELECT ?, ?, ?, coalesce(max(position) + 1, 0) FROM groupexperimentermap WHERE child = ?
            """,
            group,
            id,
            isOwner,
            id
        )
    }

    func removeMembership(_ id: Int, _ group: Int, _ connection: Connection) throws {
        try connection.run(
            "DELETE FROM groupexperimentermap WHERE parent = ? AND child = ?",
            group,
            id
        )
    }

    private func refuseTaken(
        groupName: String,
        by own: Int?,
        _ connection: Connection
    ) throws {
        let found = try connection.row(PeopleQueries.groupByName, groupName) {
            try GroupRecord(row: &$0).id
        }
        if let found, found != own { throw PeopleError.groupNameTaken(groupName) }
    }
}
