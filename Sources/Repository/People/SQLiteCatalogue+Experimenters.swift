import Kernel
import SQLite

extension SQLiteCatalogue {
    package func add(_ user: NewExperimenter, by actor: Actor) throws -> Int {
        try PeopleRules.check(user.details)
        guard actor.role.privileges.contains(.modifyUser),
            !user.isAdministrator || actor.role == .administrator
        else { throw PeopleError.notAllowed("add this user") }
        let own = [KnownPeople.systemGroup, KnownPeople.userGroup, KnownPeople.guestGroup]
        let groupIDs = user.groupIDs.filter { !own.contains($0) }
        guard !groupIDs.isEmpty || user.isAdministrator else { throw PeopleError.noGroup }
        return try database.write { connection in
            try refuseTaken(userName: user.details.userName, by: nil, connection)
            try connection.run(
                "INSERT INTO experimenter (omename, firstname, lastname) VALUES (?, '', '')",
                user.details.userName
            )
            let id = connection.lastInsertedID
            try write(user.details, to: id, connection)
            for group in groupIDs {
                _ = try existing(group: group, connection)
                try insertMembership(id, group, isOwner: false, connection)
            }
            if user.isAdministrator {
                try insertMembership(id, KnownPeople.systemGroup, isOwner: false, connection)
            }
            try insertMembership(id, KnownPeople.userGroup, isOwner: false, connection)
            if let hash = user.passwordHash { try write(hash: hash, of: id, connection) }
            try log(.insert, ObjectReference(.experimenter, id), by: actor.userID, connection)
            return id
        }
    }

    package func change(
        experimenter id: Int,
        to details: PersonDetails,
        by actor: Actor
    ) throws {
        try PeopleRules.check(details)
        try database.write { connection in
            let user = try existing(experimenter: id, connection)
            let isOwn = actor.role != .visitor && actor.userID == id
            guard PeopleRules.mayChange(actor, user) || isOwn && details.userName == user.userName
            else { throw PeopleError.notAllowed("change \(user.userName)") }
            if details.userName != user.userName {
                if id == KnownPeople.root || id == KnownPeople.guest {
                    throw PeopleError.builtIn(user.userName)
                }
                try refuseTaken(userName: details.userName, by: id, connection)
            }
            try write(details, to: id, connection)
            try log(.update, ObjectReference(.experimenter, id), by: actor.userID, connection)
        }
    }

    package func setActive(_ isActive: Bool, experimenter id: Int, by actor: Actor) throws {
        try database.write { connection in
            let user = try existing(experimenter: id, connection)
            guard PeopleRules.mayChange(actor, user) else {
                throw PeopleError.notAllowed("change \(user.userName)")
            }
            if id == KnownPeople.root || id == KnownPeople.guest {
                throw PeopleError.builtIn(user.userName)
            }
            if isActive == user.isActive { return }
            if isActive {
                try insertMembership(id, KnownPeople.userGroup, isOwner: false, connection)
            } else {
                try removeMembership(id, KnownPeople.userGroup, connection)
            }
            try log(.update, ObjectReference(.experimenter, id), by: actor.userID, connection)
        }
    }

    package func setPrivileges(
        _ privileges: Set<Privilege>,
        experimenter id: Int,
        by actor: Actor
    ) throws {
        try database.write { connection in
            let user = try existing(experimenter: id, connection)
            guard PeopleRules.mayChange(actor, user), user.isAdministrator,
                privileges.isSubset(of: actor.role.privileges)
            else { throw PeopleError.notAllowed("change the privileges of \(user.userName)") }
            if id == KnownPeople.root { throw PeopleError.builtIn(user.userName) }
            for privilege in Privilege.allCases {
                try connection.run(
                    "INSERT OR REPLACE INTO experimenter_config VALUES (?, ?, ?)",
                    id,
                    privilege.entry,
                    privileges.contains(privilege) ? "true" : "false"
                )
            }
            try log(.update, ObjectReference(.experimenter, id), by: actor.userID, connection)
        }
    }

    package func setPassword(hash: String?, experimenter id: Int, by actor: Actor) throws {
        try database.write { connection in
            let user = try existing(experimenter: id, connection)
            guard PeopleRules.mayChangePassword(actor, user) else {
                throw PeopleError.notAllowed("change the password of \(user.userName)")
            }
            if id == KnownPeople.guest { throw PeopleError.builtIn(user.userName) }
            if let hash {
                try write(hash: hash, of: id, connection)
            } else {
                try connection.run("DELETE FROM password WHERE experimenter_id = ?", id)
            }
            try log(.update, ObjectReference(.experimenter, id), by: actor.userID, connection)
        }
    }

    private func write(hash: String, of id: Int, _ connection: Connection) throws {
        try connection.run(
            "INSERT OR REPLACE INTO password (experimenter_id, hash, changed) VALUES (?, ?, ?)",
            id,
            hash,
            WallClock.nowSeconds()
        )
    }

    private func write(_ details: PersonDetails, to id: Int, _ connection: Connection) throws {
        try connection.run(
            """
            UPDATE experimenter SET omename = ?, firstname = ?, middlename = ?, lastname = ?,
                email = ?, institution = ?
            WHERE id = ?
            """,
            details.userName,
            details.firstName,
            details.middleName,
            details.lastName,
            details.email,
            details.institution,
            id
        )
    }

    private func refuseTaken(
        userName: String,
        by own: Int?,
        _ connection: Connection
    ) throws {
        let found = try connection.row(PeopleQueries.experimenterByName, userName) {
            try ExperimenterRecord(row: &$0).id
        }
        if let found, found != own { throw PeopleError.userNameTaken(userName) }
    }
}
