package import HTTP
package import WebAccess

/// `/webadmin/forgottenpassword/`: asks for a link that sets a new password.
package struct ForgottenPasswordEndpoint: Endpoint {
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
        guard reset.isOffered else { return page(Self.unoffered) }
        guard request.method == .post else { return form(request, visitor) }
        let fields = try request.formFields()
        let wish = PasswordReset.Wish(
            userName: fields["username"] ?? "",
            email: fields["email"] ?? ""
        )
        do {
            try reset.ask(wish, visitor)
        } catch let error as LoginError {
            var response = page("<p class=\"error\" role=\"alert\">Too many, try later.</p>")
            response.status = error.status
            response.fields += error.retryAfter.map { [$0] } ?? []
            return response
        }
        return page(Self.sent)
    }

    private static let unoffered = """
        <p>This server sends no mail. Ask its administrator for a new password, who sets it by \
        <code>omero user password</code>.</p>
        """

    /// The same for every account, known or not (CVE-2025-54791).
    private static let sent = """
        <p role="status">If there is such an account with that address, a link is on its way to it. \
        It holds for 30 minutes.</p>
        """

    private func form(_ request: Request, _ visitor: Visitor) -> Response {
        let guarded = GuardedForm(request, visitor, login.cookies)
        var response = page(
            """
            <form method="post" action="\(HTML.escape(context.prefix))/webadmin/forgottenpassword/">
            \(guarded.field)<input type="hidden" name="server" value="1">
            <p><label for="username">User name</label>
            <input id="username" name="username" autocomplete="username" autocapitalize="none" \
            required maxlength="255" autofocus></p>
            <p><label for="email">E-mail address</label>
            <input id="email" name="email" type="email" autocomplete="email" required \
            maxlength="255"></p>
            <p><button type="submit">Send a link</button></p>
            </form>
            """
        )
        response.fields += guarded.responseFields
        return response
    }

    private func page(_ content: String) -> Response {
        let markup = "<main class=\"form\">\n<h1>Forgotten password</h1>\n\(content)\n</main>"
        return Page(context: context, title: "Forgotten password", content: markup).response
    }
}
