/// A word, or several, that a command takes by their place.
struct ArgumentDescription: Sendable {
    enum Count: Sendable, Equatable {
        case one
        case optional
        case any
        case oneOrMore
    }

    var name: String
    var count = Count.one
    var help: String
    var completion = WordCompletion.none

    /// As a usage line shows it.
    var usage: String {
        switch count {
        case .one: name
        case .optional: "[\(name)]"
        case .any: "[\(name)...]"
        case .oneOrMore: "\(name)..."
        }
    }

    var isRequired: Bool { count == .one || count == .oneOrMore }
    var isRepeated: Bool { count == .any || count == .oneOrMore }
}
