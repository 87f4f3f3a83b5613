import Repository

/// For whom a command imports: a user in one of his groups; root when nobody is named.
enum ImportOwnership {
    static let user = OptionDescription.value(
        "--user",
        "-u",
        name: "USER",
        help: "Import for this user, by ID or name; root when there is none."
    )
    static let group = OptionDescription.value(
        "--group",
        "-g",
        name: "GROUP",
        help: "Group the images belong to, by ID or name; the user's default group when none."
    )

    static func resolve(_ invocation: Invocation) throws -> Ownership {
        let userWord = invocation.value(of: user)
        let groupWord = invocation.value(of: group)
        if userWord == nil && groupWord == nil { return .root }
        do {
            let access = try PeopleAccess(invocation)
            let owner = try access.user(userWord ?? "root")
            guard let groupWord else {
                return Ownership(ownerID: owner.id, groupID: owner.defaultGroupID)
            }
            let group = try access.group(groupWord)
            guard group.memberIDs.contains(owner.id) || owner.isAdministrator else {
                throw PeopleError.notMember(user: owner.userName, group: group.name)
            }
            return Ownership(ownerID: owner.id, groupID: group.id)
        } catch let error as PeopleError {
            throw CommandFailure(.badData, "\(error)")
        }
    }
}
