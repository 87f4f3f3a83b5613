import HTTP
import Repository
import WebAccess

/// The frame of the pages about accounts: who may see them, and the markup that they share.
struct AdminPage {
    let context: PageContext
    let guarded: GuardedForm

    init(_ request: Request, _ visitor: Visitor, _ login: Login, _ context: PageContext) {
        self.context = context
        guarded = GuardedForm(request, visitor, login.cookies)
    }

    /// Everybody's accounts are for administrators with a session of their own.
    static func checkAdministrator(_ visitor: Visitor) throws(Refusal) {
        guard visitor.session != nil, visitor.actor.role.isAdministrator else {
            throw Refusal(.forbidden, "Only administrators see the accounts of others")
        }
    }

    /// - Parameter error: why a form was not taken; it is shown above the content.
    func response(
        _ title: String,
        _ content: String,
        error: String?,
        _ visitor: Visitor
    ) -> Response {
        let alert = error.map { "<p class=\"error\" role=\"alert\">\(HTML.escape($0))</p>" } ?? ""
        let markup = """
            <main class="admin">
            \(Self.navigation(context))
            <h1>\(HTML.escape(title))</h1>
            \(alert)
            \(content)
            </main>
            """
        var response = Page(context: context, title: title, content: markup, visitor: visitor)
            .response
        response.fields.removeAll { $0.name == "Cache-Control" }
        response.fields += guarded.responseFields + [.unkept]
        if error != nil { response.status = .badRequest }
        return response
    }

    static func navigation(_ context: PageContext) -> String {
        let always = [
            ("experimenters/", "Users"), ("groups/", "Groups"), ("stats/", "Drive space"),
        ]
        let pages = always + (context.sendsMail ? [("email/", "Email")] : [])
        let links = pages.map { PageLink("/webadmin/" + $0, $1) }
        return PageLink.tabs(links, label: "Administration", context)
    }

    /// Below `/webadmin/`, fit for an attribute.
    func address(_ path: String) -> String { HTML.escape(context.prefix) + "/webadmin/" + path }

    func link(_ path: String, _ text: String) -> String {
        "<a href=\"\(address(path))\">\(HTML.escape(text))</a>"
    }

    /// A form of its own for one change.
    ///
    /// - Parameter action: says which change it is; nil where the path does.
    func form(_ path: String, _ action: String?, _ fields: String, button: String) -> String {
        let hidden = action.map { "<input type=\"hidden\" name=\"action\" value=\"\($0)\">" } ?? ""
        return """
            <form method="post" action="\(address(path))">
            \(guarded.field)\(hidden)
            \(fields)
            <p><button type="submit">\(HTML.escape(button))</button></p>
            </form>
            """
    }
}
