/// The accounts of a repository: users, groups, and who belongs where.
///
/// Everything that changes them names who does it, checks in the same transaction whether he may,
/// and leaves a line in the event log. All of it may wait for a disk: never on an event loop.
package protocol People: PhotoKeeping {
    func experimenter(_ id: Int) throws -> ExperimenterRecord?
    func experimenter(named userName: String) throws -> ExperimenterRecord?
    /// All users by their ids.
    func experimenters() throws -> [ExperimenterRecord]
    func group(_ id: Int) throws -> GroupRecord?
    func group(named name: String) throws -> GroupRecord?
    /// All groups by their ids.
    func groups() throws -> [GroupRecord]

    /// The level of every group.
    func groupLevels() throws -> [Int: GroupLevel]

    /// Adds a user who is active at once, and answers his id.
    func add(_ user: NewExperimenter, by actor: Actor) throws -> Int
    func change(experimenter id: Int, to details: PersonDetails, by actor: Actor) throws
    func setActive(_ isActive: Bool, experimenter id: Int, by actor: Actor) throws
    /// Takes privileges from an administrator, or gives them back.
    func setPrivileges(_ privileges: Set<Privilege>, experimenter id: Int, by actor: Actor) throws
    /// Writes the hash of a password; nil removes it, which keeps the user out.
    func setPassword(hash: String?, experimenter id: Int, by actor: Actor) throws
    func passwordHash(ofExperimenter id: Int) throws -> String?

    /// Adds a group and answers its id.
    func add(_ group: GroupDetails, by actor: Actor) throws -> Int
    func change(group id: Int, to details: GroupDetails, by actor: Actor) throws
    func join(experimenter id: Int, group: Int, asOwner: Bool, by actor: Actor) throws
    func leave(experimenter id: Int, group: Int, by actor: Actor) throws
    func setDefaultGroup(_ group: Int, ofExperimenter id: Int, by actor: Actor) throws

    /// The entries that OMERO keeps in the config of a group.
    func configuration(ofGroup id: Int) throws -> [String: String]
    /// The entries of one name in the configs of all groups that have it.
    func configurations(_ name: String) throws -> [Int: String]
    func setConfiguration(_ name: String, _ value: String?, ofGroup id: Int, by actor: Actor) throws
}

/// What is known of a person.
package struct PersonDetails: Sendable, Equatable {
    package var userName: String
    package var firstName: String
    package var middleName: String?
    package var lastName: String
    package var email: String?
    package var institution: String?

    package init(
        userName: String,
        firstName: String,
        middleName: String? = nil,
        lastName: String,
        email: String? = nil,
        institution: String? = nil
    ) {
        self.userName = userName
        self.firstName = firstName
        self.middleName = middleName
        self.lastName = lastName
        self.email = email
        self.institution = institution
    }

    package init(_ record: ExperimenterRecord) {
        self.init(
            userName: record.userName,
            firstName: record.firstName,
            middleName: record.middleName,
            lastName: record.lastName,
            email: record.email,
            institution: record.institution
        )
    }
}

/// A user who is to be added.
package struct NewExperimenter: Sendable, Equatable {
    package var details: PersonDetails
    /// The first becomes the default one; at least one.
    package var groupIDs: [Int]
    package var isAdministrator: Bool
    package var passwordHash: String?

    package init(
        _ details: PersonDetails,
        groupIDs: [Int],
        isAdministrator: Bool = false,
        passwordHash: String? = nil
    ) {
        self.details = details
        self.groupIDs = groupIDs
        self.isAdministrator = isAdministrator
        self.passwordHash = passwordHash
    }
}

/// What a group is called, and how far its members go.
package struct GroupDetails: Sendable, Equatable {
    package var name: String
    package var description: String
    package var level: GroupLevel

    package init(name: String, description: String = "", level: GroupLevel = .isPrivate) {
        self.name = name
        self.description = description
        self.level = level
    }
}
