import JSON
import Settings

/// `omero config append` and `remove`: one element of a JSON list.
enum AppendCommand {
    private static let key = ArgumentDescription(
        name: "KEY",
        help: "Name of a property that holds a list.",
        completion: .words(SettingNames.all)
    )
    private static let value = ArgumentDescription(
        name: "VALUE",
        help: "The element, in JSON: a text has double quotes inside the shell's."
    )
    private static let onlyNew = OptionDescription.flag(
        "--set",
        help: "Leave a list alone that has the element already."
    )

    static let append = CommandDescription(
        name: "append",
        summary: "add an element to a list.",
        examples: [
            .init(
                #"omero config append omero.web.trusted_proxies '"10.0.0.7"'"#,
                "Adds an address to the list, or to its default when it is not set."
            )
        ],
        options: [onlyNew, ConfigCommands.report],
        arguments: [key, value]
    ) { invocation in try append(invocation) }

    static let remove = CommandDescription(
        name: "remove",
        summary: "take an element out of a list.",
        examples: [
            .init(
                #"omero config remove omero.web.trusted_proxies '"unix"'"#,
                "Removes the address from the list."
            )
        ],
        options: [ConfigCommands.report],
        arguments: [key, value]
    ) { invocation in try remove(invocation) }

    private static func append(_ invocation: Invocation) throws -> ExitStatus {
        let name = invocation.requiredWord(key)
        let element = try element(invocation)
        try PropertyRules.checkName(name)
        let isChanged = try ConfigurationFile(invocation).change { document in
            var elements = try elements(name, document) ?? []
            if invocation.isSet(onlyNew) && elements.contains(element) { return false }
            elements.append(element)
            try write(elements, to: name, in: &document)
            return true
        }
        try PropertyRules.warn(name, invocation.console)
        if isChanged { try report("Appended", name, invocation) }
        return .success
    }

    private static func remove(_ invocation: Invocation) throws -> ExitStatus {
        let name = invocation.requiredWord(key)
        let element = try element(invocation)
        try PropertyRules.checkName(name)
        try ConfigurationFile(invocation).change { document in
            guard var elements = try elements(name, document) else {
                throw CommandFailure(.badData, "Property \(name) is not defined")
            }
            guard let index = elements.firstIndex(of: element) else {
                throw CommandFailure(
                    .badData,
                    "\(invocation.requiredWord(value)) is not defined in \(name)"
                )
            }
            elements.remove(at: index)
            try write(elements, to: name, in: &document)
        }
        try report("Removed", name, invocation)
        return .success
    }

    private static func element(_ invocation: Invocation) throws -> JSONValue {
        guard let element = JSONReader.document(invocation.requiredWord(value)) else {
            throw CommandFailure(
                .badData,
                "No JSON object could be decoded",
                remedy: #"A text needs double quotes inside the shell's, as '"text"'."#
            )
        }
        return element
    }

    /// The list a property holds now: what is set, else the default; nil when there is neither.
    private static func elements(
        _ name: String,
        _ document: ConfigurationDocument
    ) throws -> [JSONValue]? {
        let setting = SettingsCatalogue.setting(name)
        guard let text = document.properties[name] ?? setting?.defaultText else { return nil }
        guard let json = JSONReader.document(text), let elements = json.elements else {
            throw CommandFailure(.badData, "Property \(name) is not a list")
        }
        return elements
    }

    private static func write(
        _ elements: [JSONValue],
        to name: String,
        in document: inout ConfigurationDocument
    ) throws {
        let text = JSONValue.array(elements).text(.spaced)
        try PropertyRules.check(name, text)
        document.properties[name] = text
    }

    private static func report(_ verb: String, _ name: String, _ invocation: Invocation) throws {
        guard invocation.isSet(ConfigCommands.report) else { return }
        try invocation.console.line("Changed: \(verb) \(name):\(invocation.requiredWord(value))")
    }
}
