/// All settings at one moment, validated: what the properties say, or the defaults.
package struct SettingsSnapshot: Sendable, Equatable {
    /// Properties by name, as they were typed.
    package let properties: [String: String]
    private let effective: [String: String]

    /// Every fault at once, in the order of the names.
    package struct Faults: Error, Equatable, CustomStringConvertible {
        package let faults: [SettingsError]
        package var description: String { faults.map(\.description).joined(separator: "\n") }
    }

    package init(_ properties: [String: String]) throws(Faults) {
        var faults: [SettingsError] = []
        for name in properties.keys.sorted() {
            do throws(SettingsError) {
                try SettingsCatalogue.validate(name, properties[name] ?? "")
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw Faults(faults: faults) }
        self.properties = properties
        var effective = properties
        if let text = properties[WebSettings.workerArguments.name],
            let arguments = GunicornArguments(text)
        {
            effective.merge(arguments.overrides) { $1 }
        }
        self.effective = effective
    }

    package subscript<Value>(_ setting: Setting<Value>) -> Value {
        let text = effective[setting.name] ?? setting.defaultText
        guard let value = setting.parse(text) else {
            // Every text was validated when the snapshot was made, and a test parses every default.
            preconditionFailure("\(setting.name) does not take '\(text)'")
        }
        return value
    }

    /// The text that applies to a setting, typed or by default.
    package func text(_ setting: any AnySetting) -> String {
        effective[setting.name] ?? setting.defaultText
    }

    /// Lines `name=value` that make the same snapshot again; values have no line ends.
    package var text: String {
        properties.keys.sorted().map { name in
            let value = (properties[name] ?? "").split(
                whereSeparator: \.isNewline
            ).joined(separator: " ")
            return "\(name)=\(value)\n"
        }.joined()
    }

    package init(text: String) throws(Faults) {
        var properties: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let mark = line.firstIndex(of: "=") else { continue }
            properties[String(line[..<mark])] = String(line[line.index(after: mark)...])
        }
        try self.init(properties)
    }
}
