package import HTTP
import Repository
package import WebAccess

/// `/webadmin/experimenter/edit/ID/` and `save/ID/`: one user, each change with a form of its own.
package struct ExperimenterEndpoint: Endpoint {
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
        let id = parameters.integer("id") ?? -1
        guard request.method == .post else { return try page(request, visitor, id, error: nil) }
        let fields = try request.formFields()
        guard let change = ExperimenterChange(fields) else {
            throw Refusal(.badRequest, "There is no such change of a user")
        }
        do {
            try change.apply(to: id, login, visitor)
        } catch let error as PeopleError {
            return try page(request, visitor, id, error: "\(error)")
        }
        return .seeOther(context.prefix + "/webadmin/experimenter/edit/\(id)/")
    }

    private func page(
        _ request: Request,
        _ visitor: Visitor,
        _ id: Int,
        error: String?
    ) throws -> Response {
        guard let user = try login.people.experimenter(id) else {
            throw PeopleError.noSuchUser("\(id)")
        }
        let page = AdminPage(request, visitor, login, context)
        let content = ExperimenterContent(
            page: page,
            user: user,
            actor: visitor.actor,
            groups: try login.people.groups()
        )
        return page.response(user.userName, content.html, error: error, visitor)
    }
}
