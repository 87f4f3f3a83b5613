package import HTTP
import Repository
package import WebAccess

/// `/webadmin/groups/`: all groups by their numbers.
package struct GroupsEndpoint: Endpoint {
    private let login: Login
    private let context: PageContext

    private static let groupsMax = 500

    package init(_ login: Login, _ context: PageContext) {
        self.login = login
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        try AdminPage.checkAdministrator(visitor)
        let query = try QueryParameters(query: request.target.query)
        let after = query.first("after").flatMap { Int($0) } ?? -1
        let groups = try login.people.groups().drop { $0.id <= after }
        let shown = groups.prefix(Self.groupsMax)
        let page = AdminPage(request, visitor, login, context)
        let next = groups.count > shown.count ? shown.last?.id : nil
        let content = """
            \(visitor.actor.mayAddGroups ? "<p>\(page.link("group/new/", "New group"))</p>" : "")
            \(AdminFields.table(
                ["Group", "Description", "Level", "Members", "Owners"],
                shown.map { row($0, page) }
            ))
            \(next.map { "<p>\(page.link("groups/?after=\($0)", "Next page"))</p>" } ?? "")
            """
        return page.response("Groups", content, error: nil, visitor)
    }

    private func row(_ group: GroupRecord, _ page: AdminPage) -> [String] {
        [
            page.link("group/edit/\(group.id)/", group.name),
            HTML.escape(group.description),
            group.level.name,
            "\(group.memberIDs.count)",
            "\(group.ownerIDs.count)",
        ]
    }
}
