import Repository

/// `omero group add|list|info|perms`.
enum GroupCommands {
    private static let name = ArgumentDescription(name: "NAME", help: "Name of the new group.")
    private static let group = ArgumentDescription(name: "GROUP", help: "ID or name.")
    private static let groupOrAll = ArgumentDescription(
        name: "GROUP",
        count: .optional,
        help: "ID or name; all groups when there is none."
    )
    private static let perms = OptionDescription.value(
        "--perms",
        name: "PERMS",
        completion: .words(GroupLevel.allCases.map(\.text)),
        excludes: ["--type"],
        help: "Permissions as rw----, rwr---, rwra-- or rwrw--."
    )
    private static let type = OptionDescription.value(
        "--type",
        name: "TYPE",
        completion: .words(GroupLevel.allCases.map(\.name)),
        help: "Permissions by name: private, read-only, read-annotate or read-write."
    )
    private static let description = OptionDescription.value(
        "--description",
        name: "TEXT",
        help: "What the group is for."
    )
    private static let ignoreExisting = OptionDescription.flag(
        "--ignore-existing",
        help: "Do nothing, and do not fail, when the group exists."
    )

    static let add = CommandDescription(
        name: "add",
        summary: "add a group.",
        details: "Without --perms or --type it is private.",
        examples: [.init("omero group add lab --type read-annotate", "Its ID goes to the output.")],
        options: [perms, type, description, ignoreExisting],
        arguments: [name],
        run: PeopleAccess.command { invocation, access in
            let name = invocation.requiredWord(name)
            if let group = try access.people.group(named: name) {
                guard invocation.isSet(ignoreExisting) else {
                    throw PeopleError.groupNameTaken(name)
                }
                return try access.console.message("Group exists: \(name) (id=\(group.id))")
            }
            let details = GroupDetails(
                name: name,
                description: invocation.value(of: description) ?? "",
                level: try level(invocation) ?? .isPrivate
            )
            let id = try access.people.add(details, by: .root)
            try access.console.line(
                "Added group \(name) (id=\(id)) with permissions \(details.level.text)"
            )
        }
    )

    static let permissions = CommandDescription(
        name: "perms",
        summary: "change the permissions of a group.",
        examples: [.init("omero group perms lab --type read-only", "Members only look.")],
        options: [perms, type],
        arguments: [group],
        run: PeopleAccess.command { invocation, access in
            let group = try access.group(invocation.requiredWord(group))
            guard let level = try level(invocation) else {
                throw UsageError.missingArgument("--perms or --type", of: invocation.commandName)
            }
            let details = GroupDetails(
                name: group.name,
                description: group.description,
                level: level
            )
            try access.people.change(group: group.id, to: details, by: .root)
            try access.console.line(
                "Changed permissions for group \(group.name) (id=\(group.id)) to \(level.text)"
            )
        }
    )

    static let list = CommandDescription(
        name: "list",
        summary: "list the groups.",
        examples: [.init("omero group list", "A table with the members by their IDs.")],
        options: [PeopleTable.style],
        run: PeopleAccess.command { invocation, access in
            try table(access.people.groups()).write(invocation)
        }
    )

    static let info = CommandDescription(
        name: "info",
        summary: "show one group, or all.",
        examples: [.init("omero group info lab", "Its permissions, owners and members.")],
        options: [PeopleTable.style],
        arguments: [groupOrAll],
        run: PeopleAccess.command { invocation, access in
            let groups =
                try invocation.word(groupOrAll).map { [try access.group($0)] }
                ?? access.people.groups()
            try table(groups).write(invocation)
        }
    )

    private static func level(_ invocation: Invocation) throws -> GroupLevel? {
        if let text = invocation.value(of: perms) {
            guard let level = GroupLevel(text: text) else {
                throw invalid(perms, text, GroupLevel.allCases.map(\.text), invocation)
            }
            return level
        }
        guard let text = invocation.value(of: type) else { return nil }
        guard let level = GroupLevel(name: text) else {
            throw invalid(type, text, GroupLevel.allCases.map(\.name), invocation)
        }
        return level
    }

    private static func invalid(
        _ option: OptionDescription,
        _ value: String,
        _ words: [String],
        _ invocation: Invocation
    ) -> UsageError {
        .invalidValue(
            name: option.name,
            value: value,
            expected: words.joined(separator: ", "),
            of: invocation.commandName
        )
    }

    private static func table(_ groups: [GroupRecord]) -> PeopleTable {
        func ids(_ ids: [Int]) -> String { ids.map(String.init).joined(separator: ",") }
        return PeopleTable(
            titles: ["id", "name", "perms", "owner ids", "member ids"],
            rows: groups.map { group in
                let members = group.memberIDs.filter { !group.ownerIDs.contains($0) }
                return [
                    "\(group.id)", group.name, group.level.text, ids(group.ownerIDs), ids(members),
                ]
            }
        )
    }
}
