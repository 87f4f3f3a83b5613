package import HTTP
import Repository
package import WebAccess

/// `/webadmin/change_password/ID/`: one's own with the present one, others' by administrators.
///
/// All other sessions of that user end.
package struct ChangePasswordEndpoint: Endpoint {
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
        let id = parameters.integer("id") ?? -1
        let form = try request.formFields()
        let password = form["password"] ?? ""
        guard password == form["confirmation"] else {
            throw Refusal(.badRequest, "The two new passwords differ")
        }
        do {
            guard id == visitor.actor.userID else {
                try login.setPassword(ofUser: id, password, visitor)
                return .seeOther(context.prefix + "/webadmin/experimenter/edit/\(id)/")
            }
            try login.changePassword(old: form["old_password"] ?? "", new: password, visitor)
        } catch let error as LoginError {
            let fields = error.retryAfter.map { [$0] } ?? []
            return Response(error.status, fields + [.unkept], text: error.text(login) + "\n")
        }
        return .seeOther(context.prefix + "/webadmin/myaccount/")
    }
}
