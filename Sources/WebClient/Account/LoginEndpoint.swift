package import HTTP
import Repository
package import WebAccess

/// `/webclient/login/`: the form, and what it sends.
package struct LoginEndpoint: Endpoint {
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
        let query = try QueryParameters(query: request.target.query)
        guard request.method == .post else {
            return page(request, visitor, url: query.first("url"), userName: "", error: nil)
        }
        let form = try request.formFields()
        let url = form["url"] ?? query.first("url")
        let userName = form["username"] ?? ""
        do {
            let success = try login.begin(
                userName: userName,
                password: form["password"] ?? "",
                request,
                visitor
            )
            let cookie = login.cookies.session(success.token, isSecure: visitor.isSecure)
            if form["noredirect"] != nil { return Response(.ok, [cookie, .unkept], text: "OK") }
            let path = LocalAddress.path(url, request) ?? context.prefix + "/webclient/"
            return Response(.found, [ResponseField("Location", path), cookie, .unkept])
        } catch let error as LoginError {
            var response = page(
                request,
                visitor,
                url: url,
                userName: userName,
                error: error.text(login)
            )
            if let retryAfter = error.retryAfter {
                response.status = error.status
                response.fields.append(retryAfter)
            }
            return response
        }
    }

    private func page(
        _ request: Request,
        _ visitor: Visitor,
        url: String?,
        userName: String,
        error: String?
    ) -> Response {
        let guarded = GuardedForm(request, visitor, login.cookies)
        let content = LoginContent(
            context: context,
            tokenField: guarded.field,
            url: LocalAddress.path(url, request),
            userName: userName,
            error: error
        )
        var response = Page(context: context, title: "Log in", content: content.html).response
        response.fields += guarded.responseFields
        return response
    }
}

/// The markup of the form; a password never comes back in it (CVE-2018-1000633).
private struct LoginContent {
    let context: PageContext
    let tokenField: String
    let url: String?
    let userName: String
    let error: String?

    var html: String {
        let alert = error.map { "<p class=\"error\" role=\"alert\">\(HTML.escape($0))</p>" } ?? ""
        let urlField = url.map {
            "<input type=\"hidden\" name=\"url\" value=\"\(HTML.escape($0))\">"
        }
        return """
            <main class="form">
            <h1>Log in</h1>
            \(alert)
            <form method="post" action="\(HTML.escape(context.prefix))/webclient/login/">
            \(tokenField)\(urlField ?? "")<input type="hidden" name="server" value="1">
            <p><label for="username">User name</label>
            <input id="username" name="username" value="\(HTML.escape(userName))" \
            autocomplete="username" autocapitalize="none" required maxlength="255" autofocus></p>
            <p><label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" \
            required maxlength="1024"></p>
            <p><button type="submit">Log in</button></p>
            </form>
            <p><a href="\(HTML.escape(context.prefix))/webadmin/forgottenpassword/">\
            Forgotten password?</a></p>
            </main>
            """
    }
}
