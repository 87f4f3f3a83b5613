import SQLite

/// The questions about accounts.
enum PeopleQueries {
    private static let experimenter = """
        SELECT id, omename, firstname, middlename, lastname, email, institution, ldap
        FROM experimenter
        """
    private static let group = "SELECT id, name, description, permissions FROM experimentergroup"

    static let experimenterByID = experimenter + " WHERE id = ?"
    static let experimenterByName = experimenter + " WHERE omename = ?"
    static let experimenters = experimenter + " ORDER BY id"
    static let groupByID = group + " WHERE id = ?"
    static let groupByName = group + " WHERE name = ?"
    static let groups = group + " ORDER BY id"

    static let levels = "SELECT id, permissions FROM experimentergroup"

    /// The groups that OMERO keeps for itself (0, 1, 2) come last.
    static let memberships = """
        SELECT map.parent, permissions, owner FROM groupexperimentermap AS map
        JOIN experimentergroup ON experimentergroup.id = map.parent
        WHERE map.child = ? ORDER BY map.parent IN (1, 2), map.parent = 0, position, map.parent
        """
    static let members = """
        SELECT child, owner FROM groupexperimentermap WHERE parent = ? ORDER BY child
        """
    static let experimenterConfiguration = """
        SELECT name, value FROM experimenter_config WHERE experimenter_id = ? ORDER BY name
        """
    static let configurationsOfGroups = """
        SELECT experimentergroup_id, value FROM experimentergroup_config WHERE name = ?
        """

    static let groupConfiguration = """
        SELECT name, value FROM experimentergroup_config
        WHERE experimentergroup_id = ? ORDER BY name
        """

    static func complete(
        _ record: ExperimenterRecord,
        _ connection: Connection
    ) throws -> ExperimenterRecord {
        var record = record
        record.memberships = try connection.rows(memberships, record.id) { row in
            ExperimenterRecord.Membership(
                groupID: try row.next(),
                level: try GroupLevel(row: &row),
                isOwner: try row.next()
            )
        }
        let withheld = try connection.rows(experimenterConfiguration, record.id) { row in
            (name: try row.next(String.self), value: try row.next(String.self))
        }.filter { $0.value == "false" }.map(\.name)
        if record.isAdministrator {
            record.privileges = Set(Privilege.allCases.filter { !withheld.contains($0.entry) })
        }
        return record
    }

    static func complete(_ record: GroupRecord, _ connection: Connection) throws -> GroupRecord {
        var record = record
        for (id, isOwner) in try connection.rows(
            members,
            record.id,
            read: { row in
                (try row.next(Int.self), try row.next(Bool.self))
            }
        ) {
            record.memberIDs.append(id)
            if isOwner { record.ownerIDs.append(id) }
        }
        return record
    }
}

extension Privilege {
    /// The name of the entry that says `false` in the config of an administrator without it.
    var entry: String { "AdminPrivilege:" + rawValue }
}

extension GroupLevel {
    init(row: inout Row) throws {
        let text = try row.next(String.self)
        guard let level = GroupLevel(text: text) else {
            throw RepositoryError.unknownValue(name: "permissions", value: text)
        }
        self = level
    }
}

extension ExperimenterRecord {
    /// Memberships and privileges are still missing.
    init(row: inout Row) throws {
        id = try row.next()
        userName = try row.next()
        firstName = try row.next()
        middleName = try row.next()
        lastName = try row.next()
        email = try row.next()
        institution = try row.next()
        isLDAP = try row.next()
        memberships = []
        privileges = []
    }
}

extension GroupRecord {
    /// Members are still missing.
    init(row: inout Row) throws {
        id = try row.next()
        name = try row.next()
        description = try row.next()
        level = try GroupLevel(row: &row)
        memberIDs = []
        ownerIDs = []
    }
}
