import Testing

@testable import Repository

/// OMERO's table of what may be done with the data of other members, one letter a level:
/// private, read-only, read-annotate, read-write.
@Suite struct `Permissions` {
    private static let group = 10
    private static let owner = 5

    private struct Line {
        let action: Action
        let administrator: String
        let leader: String
        let member: String
    }

    private static let table = [
        Line(action: .view, administrator: "YYYY", leader: "YYYY", member: "NYYY"),
        Line(action: .downloadOriginal, administrator: "YYYY", leader: "YYYY", member: "NYYY"),
        Line(action: .annotate, administrator: "NYYY", leader: "NYYY", member: "NNYY"),
        Line(action: .edit, administrator: "YYYY", leader: "YYYY", member: "NNNY"),
        Line(action: .delete, administrator: "YYYY", leader: "YYYY", member: "NNNY"),
        Line(action: .link, administrator: "NYYY", leader: "NYYY", member: "NNNY"),
        Line(action: .changeGroup, administrator: "YYYY", leader: "NNNN", member: "NNNN"),
        Line(action: .changeOwner, administrator: "YYYY", leader: "NNNN", member: "NNNN"),
        Line(action: .changeOwnersSettings, administrator: "NNNN", leader: "NNNN", member: "NNNN"),
    ]

    private static func actor(
        _ level: GroupLevel,
        id: Int = 6,
        role: Role = .user,
        isMember: Bool = true,
        leads: Bool = false
    ) -> Actor {
        Actor(
            userID: id,
            role: role,
            memberships: isMember ? [group: level, 11: .readWrite] : [11: .readWrite],
            ownedGroups: leads ? [group] : []
        )
    }

    private static func object(_ level: GroupLevel) -> ObjectOwnership {
        ObjectOwnership(ownerID: owner, groupID: group, level: level)
    }

    /// Every action × level of a person, against four letters; answers how many cells it looked at.
    private func compare(
        _ name: String,
        _ expected: (Line) -> String,
        _ actor: (GroupLevel) -> Actor
    ) -> Int {
        var cells = 0
        for line in Self.table {
            for (level, letter) in zip(GroupLevel.allCases, expected(line)) {
                #expect(
                    may(actor(level), line.action, Self.object(level)) == (letter == "Y"),
                    "\(name) \(line.action) in a \(level.name) group"
                )
                cells += 1
            }
        }
        return cells
    }

    @Test func `every cell of OMERO's table holds, for every kind of person`() {
        #expect(Self.table.map(\.action) == Action.allCases)
        var cells = compare("administrator", \.administrator) {
            Self.actor($0, role: .administrator, isMember: false)
        }
        cells += compare("group owner", \.leader) { Self.actor($0, leads: true) }
        cells += compare("member", \.member) { Self.actor($0) }
        cells += compare("stranger", { _ in "NNNN" }) { Self.actor($0, isMember: false) }
        cells += compare("public member", { $0.action.isReading ? $0.member : "NNNN" }) {
            Self.actor($0, role: .visitor)
        }
        cells += compare("owner", { $0.action == .changeOwner ? "NNNN" : "YYYY" }) {
            Self.actor($0, id: Self.owner)
        }
        cells += compare("owner who left the group", { _ in "NNNN" }) {
            Self.actor($0, id: Self.owner, isMember: false)
        }
        cells += compare("administrator's own", { _ in "YYYY" }) {
            Self.actor($0, id: Self.owner, role: .administrator)
        }
        cells += compare("anybody", { _ in "NNNN" }) { _ in .anybody }
        print("permissions: \(cells) cells compared with the table")
        #expect(cells == 9 * 9 * 4)
    }

    /// All 2¹⁵ sets would say the same as each privilege alone and all but it.
    @Test func `a restricted administrator sees all, and changes what his privileges say`() {
        let needed: [(Action, Privilege)] = [
            (.annotate, .writeOwned), (.edit, .writeOwned), (.link, .writeOwned),
            (.delete, .deleteOwned), (.changeGroup, .chgrp), (.changeOwner, .chown),
        ]
        var cells = 0
        for privilege in Privilege.allCases {
            for given in [Set([privilege]), Set(Privilege.allCases).subtracting([privilege])] {
                let role = Role.restrictedAdministrator(given)
                cells += compare("restricted administrator with \(given)") { line in
                    if line.action.isReading { return "YYYY" }
                    guard let need = needed.first(where: { $0.0 == line.action })?.1 else {
                        return "NNNN"
                    }
                    return given.contains(need) ? line.administrator : "NNNN"
                } _: {
                    Self.actor($0, role: role, isMember: false)
                }
            }
        }
        print("permissions: \(cells) cells of restricted administrators")
        #expect(cells == 15 * 2 * 9 * 4)
    }

    @Test func `a restricted administrator stays a member of his groups`() {
        let cells = compare("restricted member", { $0.action.isReading ? "YYYY" : $0.member }) {
            Self.actor($0, role: .restrictedAdministrator([]))
        }
        #expect(cells == 36)
    }

    /// CVE-2020-6752: an owner of one group acted in others.
    @Test func `an owner of one group is nobody in another`() {
        let leader = Actor(
            userID: 6,
            role: .user,
            memberships: [11: .readWrite],
            ownedGroups: [11]
        )
        for level in GroupLevel.allCases {
            for action in Action.allCases { #expect(!may(leader, action, Self.object(level))) }
        }
    }

    @Test func `own things move into own groups, others' by administrators alone`() {
        let object = Self.object(.readWrite)
        let owner = Self.actor(.readWrite, id: Self.owner)
        #expect(mayMove(owner, object, toGroup: 11))
        #expect(!mayMove(owner, object, toGroup: 12))
        #expect(!mayMove(Self.actor(.readWrite), object, toGroup: 11))
        let restricted = Self.actor(.readWrite, role: .restrictedAdministrator([.chgrp]))
        #expect(mayMove(restricted, object, toGroup: 12))
    }

    @Test(arguments: [KnownPeople.userGroup, KnownPeople.guestGroup])
    func `nothing moves into a group that says who is active`(group: Int) {
        let object = Self.object(.readWrite)
        var owner = Self.actor(.readWrite, id: Self.owner)
        owner.memberships[group] = .readOnly
        #expect(!mayMove(owner, object, toGroup: group))
        let restricted = Self.actor(.readWrite, role: .restrictedAdministrator([.chgrp]))
        #expect(!mayMove(restricted, object, toGroup: group))
    }

    /// CVE-2019-9943 and 2017-SV6: links reached across groups.
    @Test func `things of two groups are never linked`() {
        var other = Self.object(.readWrite)
        #expect(mayLink(.root, Self.object(.readWrite), other))
        other.groupID = 11
        #expect(!mayLink(.root, Self.object(.readWrite), other))
        #expect(!mayLink(Self.actor(.readWrite, id: Self.owner), Self.object(.readWrite), other))
    }

    @Test func `anybody reads what was imported for nobody in particular`() {
        let ownership = ObjectOwnership(ownerID: 0, groupID: 0, level: .isPrivate)
        for action in Action.allCases {
            #expect(may(.anybody, action, ownership) == action.isReading)
        }
    }

    @Test func `flags of documents are the permissions`() {
        let member = PermissionFlags(Self.actor(.readAnnotate), Self.object(.readAnnotate))
        #expect(member.canAnnotate && member.canDownload)
        #expect(!member.canEdit && !member.canLink && !member.canDelete)
        #expect(!member.canChgrp && !member.canChown)
        #expect(member.isGroupAnnotate && member.isGroupRead && !member.isGroupWrite)
        let administrator = PermissionFlags(.root, Self.object(.isPrivate))
        #expect(administrator.canEdit && administrator.canChown && !administrator.canAnnotate)
        #expect(!administrator.isGroupRead)
    }

    @Test func `what a list shows is what may be viewed`() {
        var cases = 0
        for level in GroupLevel.allCases {
            let people = [
                Self.actor(level), Self.actor(level, id: Self.owner),
                Self.actor(level, leads: true), Self.actor(level, isMember: false),
                Self.actor(level, role: .visitor), Self.actor(level, role: .administrator),
                Self.actor(level, role: .restrictedAdministrator([])), .anybody,
                Self.actor(level, id: Self.owner, isMember: false),
            ]
            for (actor, group) in people.flatMap({ actor in [0, 10, 11].map { (actor, $0) } }) {
                let groupLevel = group == 10 ? level : group == 11 ? .readWrite : .isPrivate
                let object = ObjectOwnership(
                    ownerID: Self.owner,
                    groupID: group,
                    level: groupLevel
                )
                let isListed = Visibility(of: actor).contains(
                    ownerID: Self.owner,
                    groupID: group
                )
                #expect(isListed == may(actor, .view, object), "\(actor) \(object)")
                cases += 1
            }
        }
        #expect(cases == 4 * 9 * 3)
    }

    @Test func `levels are read as they are written, and nothing else is one`() {
        for level in GroupLevel.allCases {
            #expect(GroupLevel(text: level.text) == level)
            #expect(GroupLevel(name: level.name) == level)
        }
        for text in ["", "rwrwrw", "rw---", "RW----", "rwrwr-"] {
            #expect(GroupLevel(text: text) == nil)
        }
    }
}
