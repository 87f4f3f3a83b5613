package import HTTP
import Repository
package import WebAccess

/// `/webadmin/resetpassword/?token=`: where a letter leads to, and the new password is set.
package struct ResetPasswordEndpoint: Endpoint {
    private let login: Login
    private let reset: PasswordReset
    private let context: PageContext

    package init(_ login: Login, _ reset: PasswordReset, _ context: PageContext) {
        self.login = login
        self.reset = reset
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard request.method == .post else {
            let token = try QueryParameters(query: request.target.query).first("token") ?? ""
            guard try reset.isOpen(token) else { return over }
            return form(request, visitor, token, error: nil)
        }
        let fields = try request.formFields()
        let token = fields["token"] ?? ""
        let password = fields["password"] ?? ""
        guard password == fields["confirmation"] else {
            return form(request, visitor, token, error: "The two passwords differ")
        }
        do {
            guard try reset.redeem(token, password: password) else { return over }
        } catch let error as PeopleError {
            return form(request, visitor, token, error: "\(error)")
        }
        return .seeOther(context.prefix + "/webclient/login/")
    }

    private var over: Response {
        let prefix = HTML.escape(context.prefix)
        var response = page(
            """
            <p class="error" role="alert">This link was used, or its time is over.</p>
            <p><a href="\(prefix)/webadmin/forgottenpassword/">Ask for another one</a></p>
            """
        )
        response.status = .notFound
        return response
    }

    private func form(
        _ request: Request,
        _ visitor: Visitor,
        _ token: String,
        error: String?
    ) -> Response {
        let guarded = GuardedForm(request, visitor, login.cookies)
        let alert = error.map { "<p class=\"error\" role=\"alert\">\(HTML.escape($0))</p>" } ?? ""
        var response = page(
            """
            \(alert)
            <form method="post" action="\(HTML.escape(context.prefix + PasswordReset.path))">
            \(guarded.field)<input type="hidden" name="token" value="\(HTML.escape(token))">
            \(PasswordField.markup("password", "New password"))
            \(PasswordField.markup("confirmation", "The new one again"))
            <p><button type="submit">Set the password</button></p>
            </form>
            """
        )
        response.fields += guarded.responseFields
        if error != nil { response.status = .badRequest }
        return response
    }

    /// The token in the address goes to nobody else, not even to our own pages.
    private func page(_ content: String) -> Response {
        let markup = "<main class=\"form\">\n<h1>New password</h1>\n\(content)\n</main>"
        var response = Page(context: context, title: "New password", content: markup).response
        response.fields.removeAll {
            $0.name == "Referrer-Policy" || $0.name == "Cache-Control"
        }
        response.fields += [ResponseField("Referrer-Policy", "no-referrer"), .unkept]
        return response
    }
}
