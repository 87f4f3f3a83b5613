/// Why the master refused something.
package enum SupervisionError: Error, Equatable, CustomStringConvertible {
    case addressChanged(pool: String)
    case unreadableState(line: String)

    package var description: String {
        switch self {
        case .addressChanged(let pool):
            "the address of pool \(pool) changed; stop and start instead"
        case .unreadableState(let line):
            "the state of the earlier program has a line that makes no sense: \(line)"
        }
    }
}
