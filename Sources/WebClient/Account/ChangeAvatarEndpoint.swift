package import HTTP
import Repository
package import WebAccess

/// `change_avatar/<user>/`, with `upload/` or `deletephoto/`: one's own photograph, and the forms that
/// change it.
package struct ChangeAvatarEndpoint: Endpoint {
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
        guard visitor.session != nil, let user = parameters.integer("id"),
            user == visitor.actor.userID
        else { throw Refusal(.notFound, "Nobody changes the photograph of others") }
        let action = parameters.text("action")
        guard request.method == .post else { return try page(request, user, action, visitor) }
        do {
            switch action {
            case "upload": try keep(ReceivedPhoto(request).jpeg, user, visitor)
            case "deletephoto": try keep(nil, user, visitor)
            default: throw Self.unknown(action)
            }
        } catch let refusal as Refusal where refusal.status == .badRequest {
            var response = try page(request, user, nil, visitor, error: refusal.text)
            response.status = .badRequest
            return response
        }
        return .seeOther("\(context.prefix)/webadmin/change_avatar/\(user)/")
    }

    private func keep(_ jpeg: [UInt8]?, _ user: Int, _ visitor: Visitor) throws {
        try login.people.setPhoto(jpeg, ofExperimenter: user, by: visitor.actor)
    }

    private static func unknown(_ action: String?) -> Refusal {
        Refusal(.notFound, "A photograph is uploaded or deleted, not '\(action ?? "")'")
    }

    /// A link that deletes would do so when a browser looks ahead: asked by GET, all show the forms.
    private func page(
        _ request: Request,
        _ user: Int,
        _ action: String?,
        _ visitor: Visitor,
        error: String? = nil
    ) throws -> Response {
        guard [nil, "upload", "editphoto", "deletephoto"].contains(action) else {
            throw Self.unknown(action)
        }
        let guarded = GuardedForm(request, visitor, login.cookies)
        let prefix = HTML.escape(context.prefix)
        let path = "\(prefix)/webadmin/change_avatar/\(user)/"
        let alert = error.map { "<p class=\"error\" role=\"alert\">\(HTML.escape($0))</p>" } ?? ""
        let deletion = """
            <form method="post" action="\(path)deletephoto/">
            \(guarded.field)<p><button type="submit">Delete it</button></p>
            </form>
            """
        let hasPhoto = try login.people.photo(ofExperimenter: user) != nil
        let content = """
            <main class="form">
            <h1>Photograph</h1>
            \(alert)
            \(PageLink.tabs([PageLink("/webadmin/myaccount/", "Account")], label: "Account", context))
            <p><img class="photo" src="\(prefix)/webclient/avatar/\(user)/" alt="Your photograph"></p>
            <form method="post" action="\(path)upload/" enctype="multipart/form-data">
            \(guarded.field)
            <p><label for="photo">JPEG or PNG, up to \(DownloadSentence.size(ReceivedPhoto.bytesMax))\
            </label><input id="photo" name="photo" type="file" accept="image/jpeg,image/png" required>
            </p>
            <p><button type="submit">Upload</button></p>
            </form>
            \(hasPhoto ? deletion : "")
            </main>
            """
        var response = Page(
            context: context,
            title: "Photograph",
            content: content,
            visitor: visitor
        ).response
        response.fields += guarded.responseFields
        return response
    }
}
