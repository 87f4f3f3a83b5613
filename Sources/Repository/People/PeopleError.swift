/// Why accounts stay as they are.
package enum PeopleError: Error, Equatable, CustomStringConvertible {
    case noSuchUser(String)
    case noSuchGroup(String)
    case userNameTaken(String)
    case groupNameTaken(String)
    case invalid(name: String, value: String, expected: String)
    case noGroup
    case alreadyMember(user: String, group: String)
    case notMember(user: String, group: String)
    /// A user who is in no group could do nothing.
    case lastGroup(user: String, group: String)
    /// OMERO relies on it as it is.
    case builtIn(String)
    case notAllowed(String)

    package var description: String {
        switch self {
        case .noSuchUser(let user): "there is no user \(user)"
        case .noSuchGroup(let group): "there is no group \(group)"
        case .userNameTaken(let name): "there is a user \(name) already"
        case .groupNameTaken(let name): "there is a group \(name) already"
        case .invalid(let name, let value, let expected):
            "\(name): expected \(expected), not '\(value)'"
        case .noGroup: "a user needs at least one group"
        case .alreadyMember(let user, let group): "\(user) is in group \(group) already"
        case .notMember(let user, let group): "\(user) is not in group \(group)"
        case .lastGroup(let user, let group): "\(group) is the last group of \(user)"
        case .builtIn(let name): "\(name) is OMERO's own and stays as it is"
        case .notAllowed(let what): "you may not \(what)"
        }
    }
}
