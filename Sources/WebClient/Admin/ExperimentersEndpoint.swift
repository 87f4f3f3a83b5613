package import HTTP
import Repository
package import WebAccess

/// `/webadmin/experimenters/`: all users, page by page, by their numbers.
package struct ExperimentersEndpoint: Endpoint {
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
        let users = try NumberedPage(login.people.experimenters(), request) { $0.id }
        let page = AdminPage(request, visitor, login, context)
        let names = try GroupNames(login.people)
        let content = """
            \(visitor.actor.mayAddUsers ? "<p>\(page.link("experimenter/new/", "New user"))</p>" : "")
            \(AdminFields.table(
                ["User", "Name", "Role", "State", "Groups"],
                users.shown.map { row($0, names, page) }
            ))
            \(users.next.map { "<p>\(page.link("experimenters/?after=\($0)", "Next page"))</p>" } ?? "")
            """
        return page.response("Users", content, error: nil, visitor)
    }

    private func row(
        _ user: ExperimenterRecord,
        _ names: GroupNames,
        _ page: AdminPage
    ) -> [String] {
        [
            page.link("experimenter/edit/\(user.id)/", user.userName),
            HTML.escape(user.fullName),
            user.role.text,
            user.isActive ? "active" : "inactive",
            HTML.escape(names.text(user.memberships)),
        ]
    }
}

/// What groups are called.
struct GroupNames {
    private let names: [Int: String]

    init(_ people: any People) throws {
        let pairs = try people.groups().map { ($0.id, $0.name) }
        names = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    subscript(_ id: Int) -> String { names[id] ?? "\(id)" }

    /// Without the one that only says who is active.
    func text(_ memberships: [ExperimenterRecord.Membership]) -> String {
        memberships.filter { $0.groupID != KnownPeople.userGroup }.map { self[$0.groupID] }
            .joined(separator: ", ")
    }
}

extension Role {
    /// As OMERO's forms have it.
    var text: String {
        switch self {
        case .user: "user"
        case .administrator: "administrator"
        case .restrictedAdministrator: "restricted administrator"
        case .visitor: "visitor"
        }
    }
}
