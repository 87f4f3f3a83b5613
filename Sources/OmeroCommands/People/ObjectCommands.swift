import Repository

/// `omero obj`: of OMERO's command only what configures a group.
enum ObjectCommands {
    private static let object = ArgumentDescription(
        name: "OBJECT",
        help: "ExperimenterGroup: with the group's ID or name."
    )
    private static let field = ArgumentDescription(name: "FIELD", help: "config.")
    private static let key = ArgumentDescription(
        name: "KEY",
        help: "Name of the entry, such as \(BinaryAccessPolicy.name)."
    )
    private static let value = ArgumentDescription(
        name: "VALUE",
        help: "Its value; nothing removes the entry. Put -- before one that begins with a minus."
    )

    static let obj = CommandDescription(
        name: "obj",
        summary: "configure groups.",
        examples: [
            .init("omero obj map-get ExperimenterGroup:3 config NAME", "Prints an entry.")
        ],
        subcommands: [mapSet, mapGet]
    )

    private static let mapSet = CommandDescription(
        name: "map-set",
        summary: "set an entry of a group's config.",
        examples: [
            .init(
                "omero obj map-set ExperimenterGroup:3 config -- NAME -image",
                "With \(BinaryAccessPolicy.name) as NAME, no image of group 3 comes down."
            )
        ],
        arguments: [object, field, key, value],
        run: PeopleAccess.command { invocation, access in
            let group = try group(invocation, access)
            let text = invocation.requiredWord(value)
            try access.people.setConfiguration(
                invocation.requiredWord(key),
                text.isEmpty ? nil : text,
                ofGroup: group.id,
                by: .root
            )
            try access.console.line("ExperimenterGroup:\(group.id)")
        }
    )

    private static let mapGet = CommandDescription(
        name: "map-get",
        summary: "print an entry of a group's config.",
        examples: [
            .init(
                "omero obj map-get ExperimenterGroup:3 config NAME",
                "What group 3 says of downloads."
            )
        ],
        arguments: [object, field, key],
        run: PeopleAccess.command { invocation, access in
            let group = try group(invocation, access)
            let entries = try access.people.configuration(ofGroup: group.id)
            guard let entry = entries[invocation.requiredWord(key)] else {
                throw CommandFailure(.badData, "Group \(group.name) has no such entry")
            }
            try access.console.line(entry)
        }
    )

    private static func group(
        _ invocation: Invocation,
        _ access: PeopleAccess
    ) throws -> GroupRecord {
        let parts = invocation.requiredWord(object).split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0] == "ExperimenterGroup",
            invocation.requiredWord(field) == "config"
        else {
            throw CommandFailure(.usage, "Only ExperimenterGroup:ID config is known here")
        }
        return try access.group(String(parts[1]))
    }
}
