package import HTTP
package import Repository
package import WebAccess

/// `group_user_content/`: the menu of the groups that a visitor may work in, with their members.
package struct GroupUserContentEndpoint: Endpoint {
    private let people: any People
    private let context: PageContext

    /// Groups of the menu, and members of each; others are found on the pages of administrators.
    static let groupsMax = 500
    static let membersMax = 500

    package init(_ people: any People, _ context: PageContext) {
        self.people = people
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let path = LocalAddress.path(query.first("url"), request) ?? context.prefix + "/webclient/"
        let actor = visitor.actor
        let seen = try people.groups().filter { group in
            KnownPeople.holdsThings(group.id)
                && (actor.role.isAdministrator || actor.memberships[group.id] != nil)
        }
        let groups = TreePeople.sorted(seen, name: \.name, id: \.id)
        let users = try people.experimenters().map { ($0.id, $0.fullName) }
        let menu = GroupMenu(
            address: HTML.escape(context.prefix) + "/webclient/",
            returnPath: PercentCoding.encode(path, keep: "/"),
            activeGroup: visitor.activeGroup,
            actor: actor,
            names: Dictionary(users, uniquingKeysWith: { first, _ in first })
        )
        let items = groups.prefix(Self.groupsMax).map(menu.item)
        let more = groups.count - items.count
        let rest = more > 0 ? "<li>and \(more) more groups</li>\n" : ""
        return .fragment("<ul id=\"groupList\">\n\(items.joined())\(rest)</ul>\n")
    }
}

private struct GroupMenu {
    /// Of the web client, ready for an attribute.
    let address: String
    /// Fit for a query.
    let returnPath: String
    let activeGroup: Int
    let actor: Actor
    let names: [Int: String]

    func item(_ group: GroupRecord) -> String {
        let query = "?active_group=\(group.id)&amp;url=\(returnPath)"
        let mark = group.id == activeGroup ? " aria-current=\"true\"" : ""
        let members = members(group)
        let users = members.prefix(GroupUserContentEndpoint.membersMax).map { id in
            let owner = group.ownerIDs.contains(id) ? " class=\"owner\"" : ""
            return "<li data-experimenter=\"\(id)\"\(owner)>"
                + "<a href=\"\(address)?experimenter=\(id)\">\(HTML.escape(names[id] ?? ""))</a></li>"
        }
        let more = members.count - users.count
        return """
            <li data-group="\(group.id)"><a href="\(address)active_group/\(query)"\(mark)>\(HTML.escape(group.name))</a> \
            <span>\(group.level.name)</span>
            <ul>\(users.joined())\(more > 0 ? "<li>and \(more) more</li>" : "")</ul></li>

            """
    }

    /// Of a private group a member sees its owners, and himself.
    private func members(_ group: GroupRecord) -> [Int] {
        let seesAll =
            actor.role.isAdministrator || actor.ownedGroups.contains(group.id)
            || group.level != .isPrivate
        return group.memberIDs.filter {
            seesAll || $0 == actor.userID || group.ownerIDs.contains($0)
        }.sorted { (names[$0] ?? "", $0) < (names[$1] ?? "", $1) }
    }
}
