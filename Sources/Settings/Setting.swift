/// One property: its name, default, accepted form and help, in one declaration.
package struct Setting<Value: Sendable>: AnySetting {
    package let name: String
    /// What applies when nothing is set, as an operator would type it.
    package let defaultText: String
    /// What texts are taken, in words: "a whole number from 1 to 65535".
    package let accepted: String
    package let help: String
    let parse: @Sendable (String) -> Value?

    /// The value behind a text.
    package func value(of text: String) throws(InvalidSetting) -> Value {
        guard let value = parse(text) else {
            throw InvalidSetting(name: name, accepted: accepted, text: text)
        }
        return value
    }

    package func validate(_ text: String) throws(InvalidSetting) { _ = try value(of: text) }
}

/// A setting whose type does not matter, as lists and validation have it.
package protocol AnySetting: Sendable {
    var name: String { get }
    var defaultText: String { get }
    var accepted: String { get }
    var help: String { get }
    func validate(_ text: String) throws(InvalidSetting)
}

/// A text that a setting does not take.
package struct InvalidSetting: Error, Equatable, CustomStringConvertible {
    package let name: String
    package let accepted: String
    package let text: String

    package var description: String { "\(name): expected \(accepted), not '\(text)'" }
}
