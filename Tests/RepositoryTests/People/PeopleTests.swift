import SQLite
import TestSupport
import Testing

@testable import Repository

@Suite struct `Accounts` {
    private let folder: TemporaryFolder
    private let people: SQLiteCatalogue
    private let lab: Int

    init() throws {
        folder = try TemporaryFolder()
        people = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        lab = try people.add(GroupDetails(name: "lab", level: .readAnnotate), by: .root)
    }

    private func details(_ name: String) -> PersonDetails {
        PersonDetails(userName: name, firstName: "A", lastName: name)
    }

    private func add(
        _ name: String,
        isAdministrator: Bool = false,
        by actor: Actor = .root
    ) throws -> Int {
        try people.add(
            NewExperimenter(
                details(name),
                groupIDs: [lab],
                isAdministrator: isAdministrator,
                passwordHash: "hash of \(name)"
            ),
            by: actor
        )
    }

    private func actor(_ id: Int) throws -> Actor {
        try #require(try people.experimenter(id)?.actor)
    }

    @Test func `a new repository has root and guest, and only root can log in`() throws {
        let root = try #require(try people.experimenter(0))
        #expect(root.userName == "root" && root.actor?.role == .administrator)
        #expect(try people.experimenter(1)?.userName == "guest")
        #expect(try people.experimenter(1)?.actor == nil)
        #expect(try people.passwordHash(ofExperimenter: 0) == nil)
        #expect(try people.groups().map(\.name) == ["system", "user", "guest", "lab"])
        #expect(try people.groups().map(\.level)[1] == .readOnly)
    }

    @Test func `a user is added with names, groups and password`() throws {
        var wanted = details("anna")
        wanted.middleName = "B"
        wanted.email = "a@example.org"
        wanted.institution = "Dundee"
        let id = try people.add(
            NewExperimenter(wanted, groupIDs: [lab], passwordHash: "h"),
            by: .root
        )
        let anna = try #require(try people.experimenter(named: "anna"))
        #expect(anna.id == id && PersonDetails(anna) == wanted && anna.fullName == "A B anna")
        #expect(anna.isActive && !anna.isAdministrator && anna.defaultGroupID == lab)
        #expect(
            anna.actor
                == Actor(userID: id, role: .user, memberships: [lab: .readAnnotate, 1: .readOnly])
        )
        #expect(try people.passwordHash(ofExperimenter: id) == "h")
        #expect(try people.group(lab)?.memberIDs == [id])
        try people.setPassword(hash: nil, experimenter: id, by: .root)
        #expect(try people.passwordHash(ofExperimenter: id) == nil)
    }

    @Test func `names that are taken, empty or odd are refused in words`() throws {
        _ = try add("anna")
        #expect(throws: PeopleError.userNameTaken("anna")) { try add("anna") }
        #expect(throws: PeopleError.groupNameTaken("lab")) {
            try people.add(GroupDetails(name: "lab"), by: .root)
        }
        for name in ["", " x", "x ", "a\nb", String(repeating: "x", count: 256)] {
            #expect(throws: PeopleError.self) { try add(name) }
            #expect(throws: PeopleError.self) {
                try people.add(GroupDetails(name: name), by: .root)
            }
        }
        var wrong = details("x")
        wrong.email = "nowhere"
        let error = #expect(throws: PeopleError.self) {
            try people.change(experimenter: 0, to: wrong, by: .root)
        }
        #expect(error?.description == "email: expected an address with @, not 'nowhere'")
        #expect(throws: PeopleError.noSuchGroup("99")) {
            try people.add(NewExperimenter(details("x"), groupIDs: [99]), by: .root)
        }
        #expect(throws: PeopleError.noGroup) {
            try people.add(NewExperimenter(details("x"), groupIDs: [1]), by: .root)
        }
        // What failed half-way left nothing.
        #expect(try people.experimenter(named: "x") == nil)
    }

    @Test func `who is inactive is nobody until he is active again`() throws {
        let anna = try add("anna")
        try people.setActive(false, experimenter: anna, by: .root)
        #expect(try people.experimenter(anna)?.actor == nil)
        #expect(try people.experimenter(anna)?.defaultGroupID == lab)
        try people.setActive(true, experimenter: anna, by: .root)
        #expect(try people.experimenter(anna)?.actor != nil)
        #expect(throws: PeopleError.builtIn("root")) {
            try people.setActive(false, experimenter: 0, by: .root)
        }
    }

    @Test func `users join, own and leave groups, and keep one`() throws {
        let anna = try add("anna")
        let other = try people.add(GroupDetails(name: "other"), by: .root)
        try people.join(experimenter: anna, group: other, asOwner: true, by: .root)
        #expect(try actor(anna).ownedGroups == [other])
        #expect(throws: PeopleError.alreadyMember(user: "anna", group: "other")) {
            try people.join(experimenter: anna, group: other, asOwner: true, by: .root)
        }
        try people.join(experimenter: anna, group: other, asOwner: false, by: .root)
        #expect(try actor(anna).ownedGroups == [])
        #expect(try people.experimenter(anna)?.defaultGroupID == lab)
        try people.setDefaultGroup(other, ofExperimenter: anna, by: try actor(anna))
        #expect(try people.experimenter(anna)?.defaultGroupID == other)
        try people.leave(experimenter: anna, group: other, by: .root)
        #expect(throws: PeopleError.notMember(user: "anna", group: "other")) {
            try people.leave(experimenter: anna, group: other, by: .root)
        }
        #expect(throws: PeopleError.lastGroup(user: "anna", group: "lab")) {
            try people.leave(experimenter: anna, group: lab, by: .root)
        }
    }

    @Test func `who is put into system is an administrator`() throws {
        let anna = try add("anna")
        try people.join(experimenter: anna, group: 0, asOwner: false, by: .root)
        #expect(try actor(anna).role == .administrator)
        #expect(try people.experimenter(anna)?.defaultGroupID == lab)
        try people.setPrivileges([.sudo, .writeOwned], experimenter: anna, by: .root)
        #expect(try actor(anna).role == .restrictedAdministrator([.sudo, .writeOwned]))
        try people.leave(experimenter: anna, group: 0, by: .root)
        #expect(try actor(anna).role == .user)
    }

    @Test func `members change nothing but their own details and password`() throws {
        let anna = try add("anna")
        let bert = try add("bert")
        let actor = try actor(anna)
        try people.setPassword(hash: "new", experimenter: anna, by: actor)
        var own = details("anna")
        own.email = "x@y"
        try people.change(experimenter: anna, to: own, by: actor)
        own.userName = "root2"
        let attempts: [() throws -> Void] = [
            { try people.change(experimenter: anna, to: own, by: actor) },
            { try people.change(experimenter: bert, to: details("bert"), by: actor) },
            { try people.setPassword(hash: "x", experimenter: bert, by: actor) },
            { try people.setPassword(hash: "x", experimenter: 0, by: actor) },
            { try people.setActive(false, experimenter: bert, by: actor) },
            { try people.setPrivileges([], experimenter: bert, by: actor) },
            { try people.join(experimenter: anna, group: 0, asOwner: false, by: actor) },
            { try people.join(experimenter: anna, group: lab, asOwner: true, by: actor) },
            { try people.leave(experimenter: bert, group: lab, by: actor) },
            { try people.setDefaultGroup(lab, ofExperimenter: bert, by: actor) },
            { try people.change(group: lab, to: GroupDetails(name: "lab"), by: actor) },
            { _ = try people.add(GroupDetails(name: "new"), by: actor) },
            { _ = try add("carl", by: actor) },
            { try people.setConfiguration("a", "b", ofGroup: lab, by: actor) },
        ]
        for (index, attempt) in attempts.enumerated() {
            #expect(throws: PeopleError.self, "attempt \(index)") { try attempt() }
        }
    }

    @Test func `owners of a group rule its members, and do not raise it to read-write`() throws {
        let anna = try add("anna")
        let bert = try add("bert")
        let other = try people.add(GroupDetails(name: "other"), by: .root)
        try people.join(experimenter: bert, group: other, asOwner: false, by: .root)
        try people.join(experimenter: anna, group: lab, asOwner: true, by: .root)
        let leader = try actor(anna)
        try people.leave(experimenter: bert, group: lab, by: leader)
        try people.join(experimenter: bert, group: lab, asOwner: true, by: leader)
        try people.change(
            group: lab,
            to: GroupDetails(name: "lab", description: "d", level: .readOnly),
            by: leader
        )
        #expect(try people.group(lab)?.level == .readOnly)
        for refused in [
            GroupDetails(name: "lab", level: .readWrite), GroupDetails(name: "ours"),
        ] {
            #expect(throws: PeopleError.self) {
                try people.change(group: lab, to: refused, by: leader)
            }
        }
        #expect(throws: PeopleError.self) {
            try people.join(experimenter: anna, group: other, asOwner: false, by: leader)
        }
    }

    /// CVE-2018-1000634: a restricted administrator reset the password of a stronger one.
    @Test func `a restricted administrator changes nobody who may more`() throws {
        let weak = try add("weak", isAdministrator: true)
        let strong = try add("strong", isAdministrator: true)
        let user = try add("user")
        try people.setPrivileges([.modifyUser], experimenter: weak, by: .root)
        let actor = try actor(weak)
        try people.setPassword(hash: "x", experimenter: user, by: actor)
        for target in [0, strong] {
            #expect(throws: PeopleError.self) {
                try people.setPassword(hash: "x", experimenter: target, by: actor)
            }
        }
        #expect(throws: PeopleError.self) { try add("new", isAdministrator: true, by: actor) }
        #expect(throws: PeopleError.self) {
            try people.setPrivileges([.sudo], experimenter: weak, by: actor)
        }
        #expect(throws: PeopleError.self) {
            try people.join(experimenter: user, group: 0, asOwner: false, by: actor)
        }
    }

    @Test func `every change leaves a line that names who did it`() throws {
        let anna = try add("anna")
        try people.setPassword(hash: "n", experimenter: anna, by: try actor(anna))
        let lines = try people.database.read { connection in
            try connection.rows(
                "SELECT experimenter, action, entitytype, entityid FROM eventlog ORDER BY id"
            ) { row in
                "\(try row.next(Int.self)) \(try row.next(String.self))"
                    + " \(try row.next(String.self)) \(try row.next(Int.self))"
            }
        }
        #expect(
            lines == [
                "0 INSERT ExperimenterGroup \(lab)", "0 INSERT Experimenter \(anna)",
                "\(anna) UPDATE Experimenter \(anna)",
            ]
        )
    }

    @Test func `entries of a group's config are kept until they are removed`() throws {
        try people.setConfiguration("omero.policy.binary_access", "+plate", ofGroup: lab, by: .root)
        #expect(try people.configuration(ofGroup: lab) == ["omero.policy.binary_access": "+plate"])
        try people.setConfiguration("omero.policy.binary_access", nil, ofGroup: lab, by: .root)
        #expect(try people.configuration(ofGroup: lab) == [:])
    }
}
