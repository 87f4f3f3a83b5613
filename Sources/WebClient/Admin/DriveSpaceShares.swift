import JSON
import Repository

/// How files share the room they take, the largest part first: by groups, or by users.
struct DriveSpaceShares {
    let shares: [Share]

    struct Share: Equatable {
        let label: String
        let byteCount: Int
        let holder: Holder
    }

    enum Holder: Equatable {
        case group(Int)
        case user(Int)
        /// A user, and whether he is a member of the group whose files are shared out.
        case userInGroup(Int, isMember: Bool)
    }

    var byteCount: Int { shares.reduce(0) { $0 + $1.byteCount } }

    /// By groups but for those that say who is active, not who works together.
    init(byGroup spaces: [DriveSpace], _ people: any People) throws {
        let names = try people.groups().map { ($0.id, $0.name) }
        let known = Dictionary(names, uniquingKeysWith: { first, _ in first })
        let shown = spaces.filter { KnownPeople.holdsThings($0.groupID) }
        let sums = Dictionary(grouping: shown, by: \.groupID)
        self.init(
            sums.map { id, spaces in
                Share(
                    label: known[id] ?? "Group \(id)",
                    byteCount: spaces.reduce(0) { $0 + $1.byteCount },
                    holder: .group(id)
                )
            }
        )
    }

    /// - Parameter group: whose members are marked; nil for all groups.
    init(byUser spaces: [DriveSpace], inGroup group: Int? = nil, _ people: any People) throws {
        let sums = Dictionary(grouping: spaces, by: \.ownerID)
        self.init(
            try sums.map { id, spaces in
                let user = try people.experimenter(id)
                let isMember = user?.memberships.contains { $0.groupID == group } ?? false
                return Share(
                    label: user.map { $0.fullName.isEmpty ? $0.userName : $0.fullName }
                        ?? "User \(id)",
                    byteCount: spaces.reduce(0) { $0 + $1.byteCount },
                    holder: group == nil ? .user(id) : .userInGroup(id, isMember: isMember)
                )
            }
        )
    }

    private init(_ shares: [Share]) {
        self.shares = shares.sorted { ($1.byteCount, $0.label) < ($0.byteCount, $1.label) }
    }

    var json: JSONValue {
        .array(
            shares.map { share in
                let members: [JSONValue.Member] =
                    switch share.holder {
                    case .group(let id): [.init("groupId", .integer(id))]
                    case .user(let id): [.init("userId", .integer(id))]
                    case .userInGroup(let id, let isMember):
                        [
                            .init("userId", .integer(id)),
                            .init("memberOfGroup", .boolean(isMember)),
                        ]
                    }
                let data = JSONValue.Member("data", .integer(share.byteCount))
                return .object([.init("label", .string(share.label)), data] + members)
            }
        )
    }
}
