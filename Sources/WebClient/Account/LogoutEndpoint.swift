package import HTTP
import SharedState
package import WebAccess

/// `/webclient/logout/`: asks, and ends the session when told to by the form.
package struct LogoutEndpoint: Endpoint {
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
        guard request.method == .post else { return confirmation(request, visitor) }
        if let session = visitor.session { try login.sessions.delete(session.token) }
        let cookie = login.cookies.endOfSession(isSecure: visitor.isSecure)
        return .seeOther(context.prefix + "/webclient/login/", [cookie])
    }

    private func confirmation(_ request: Request, _ visitor: Visitor) -> Response {
        let guarded = GuardedForm(request, visitor, login.cookies)
        let content = """
            <main class="form">
            <h1>Log out</h1>
            <form method="post" action="\(HTML.escape(context.prefix))/webclient/logout/">
            \(guarded.field)<p><button type="submit">Log out</button></p>
            </form>
            </main>
            """
        var response = Page(
            context: context,
            title: "Log out",
            content: content,
            visitor: visitor
        ).response
        response.fields += guarded.responseFields
        return response
    }
}
