import Repository
import Settings
import SharedState

/// `omero quota set`: limits of one user or group.
enum QuotaSetCommand {
    private static let user = OptionDescription.value(
        "--user",
        name: "USER",
        excludes: ["--group"],
        help: "Limits of this user, by ID or name."
    )
    private static let group = OptionDescription.value(
        "--group",
        name: "GROUP",
        excludes: ["--user"],
        help: "Limits of each member of this group, by ID or name."
    )
    private static let bytes = limit("--bytes", "Bytes in one window.")
    private static let streams = limit("--concurrent", "Downloads at the same time.")
    private static let speed = limit("--speed", "Bytes per second of all downloads together.")
    private static let size = limit("--max-size", "Bytes of a single download.")

    private static func limit(_ name: String, _ help: String) -> OptionDescription {
        .value(
            name,
            name: "LIMIT",
            completion: .words(["unlimited", "default"]),
            help: help + " 'default' takes back what was set."
        )
    }

    static let description = CommandDescription(
        name: "set",
        summary: "set what a user or a group may download.",
        details: "A running server obeys from the next download on.",
        examples: [
            .init("omero quota set --user anna --bytes 20GiB --speed 10MiB", "Two limits."),
            .init("omero quota set --user anna --bytes default", "What holds for others."),
        ],
        options: [user, group, bytes, streams, speed, size],
        run: PeopleAccess.command { invocation, access in
            let target = try target(invocation, access)
            let overrides = try access.quotas().overrides
            var override = try overrides.override(target) ?? QuotaOverride()
            try change(&override.bytes, bytes, invocation)
            try change(&override.streams, streams, invocation)
            try change(&override.bytesPerSecond, speed, invocation)
            try change(&override.sizeBytes, size, invocation)
            try overrides.set(override, target)
            try access.console.line("Set: \(text(override))")
        }
    )

    private static func target(
        _ invocation: Invocation,
        _ access: PeopleAccess
    ) throws -> QuotaOverrides.Target {
        if let word = invocation.value(of: user) { return .user(try access.user(word).id) }
        if let word = invocation.value(of: group) { return .group(try access.group(word).id) }
        throw CommandFailure(.usage, "say whose limits they are: --user USER or --group GROUP")
    }

    private static func change(
        _ limit: inout QuotaOverride.Limit?,
        _ option: OptionDescription,
        _ invocation: Invocation
    ) throws {
        switch invocation.value(of: option) {
        case nil: return
        case "default": limit = nil
        case "unlimited": limit = .unlimited
        case let text?:
            guard let number = ByteCount.parse(text) else {
                throw UsageError.invalidValue(
                    name: option.name,
                    value: text,
                    expected: "a number such as 1000000 or 20GiB, unlimited or default",
                    of: invocation.commandName
                )
            }
            limit = .of(number)
        }
    }

    private static func text(_ override: QuotaOverride) -> String {
        func text(_ name: String, _ limit: QuotaOverride.Limit?) -> String {
            switch limit {
            case .of(let number): "\(name) \(number)"
            case .unlimited: "\(name) unlimited"
            case nil: "\(name) default"
            }
        }
        return [
            text("bytes", override.bytes), text("concurrent", override.streams),
            text("speed", override.bytesPerSecond), text("max-size", override.sizeBytes),
        ].joined(separator: ", ")
    }
}
