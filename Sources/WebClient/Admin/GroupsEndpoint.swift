package import HTTP
import Repository
package import WebAccess

/// `/webadmin/groups/`: all groups by their numbers.
package struct GroupsEndpoint: Endpoint {
    private let login: Login
    private let context: PageContext

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
        let groups = try NumberedPage(login.people.groups(), request) { $0.id }
        let page = AdminPage(request, visitor, login, context)
        let content = """
            \(visitor.actor.mayAddGroups ? "<p>\(page.link("group/new/", "New group"))</p>" : "")
            \(AdminFields.table(
                ["Group", "Description", "Level", "Members", "Owners"],
                groups.shown.map { row($0, page) }
            ))
            \(groups.next.map { "<p>\(page.link("groups/?after=\($0)", "Next page"))</p>" } ?? "")
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
