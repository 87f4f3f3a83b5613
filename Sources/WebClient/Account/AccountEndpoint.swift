package import HTTP
import Repository
package import SharedState
package import WebAccess

/// `/webadmin/myaccount/`: who one is, one's downloads, groups, password and sessions.
package struct AccountEndpoint: Endpoint {
    private let login: Login
    private let context: PageContext
    private let quotas: DownloadQuotas

    package init(_ login: Login, _ context: PageContext, _ quotas: DownloadQuotas) {
        self.login = login
        self.context = context
        self.quotas = quotas
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard let session = visitor.session,
            let user = try login.people.experimenter(visitor.actor.userID)
        else { throw Refusal(.notFound, "There is no account without a session") }
        let guarded = GuardedForm(request, visitor, login.cookies)
        let groups = try user.memberships.compactMap { try login.people.group($0.groupID) }
        let content = AccountContent(
            context: context,
            tokenField: guarded.field,
            user: user,
            downloads: try quotas.report(of: visitor.downloader),
            groups: groups.filter { $0.id != KnownPeople.userGroup },
            activeGroup: session.record.groupID,
            sessions: try login.sessions.list(userID: user.id, atSeconds: session.seenSeconds),
            ownSession: SessionTable.name(ofToken: session.token),
            actor: visitor.actor
        )
        var response = Page(
            context: context,
            title: user.userName,
            content: content.html,
            visitor: visitor
        ).response
        response.fields += guarded.responseFields
        return response
    }
}

private struct AccountContent {
    let context: PageContext
    let tokenField: String
    let user: ExperimenterRecord
    let downloads: DownloadLedger.Report
    let groups: [GroupRecord]
    let activeGroup: Int
    let sessions: [ListedSession]
    let ownSession: String
    let actor: Actor

    private var prefix: String { HTML.escape(context.prefix) }

    var html: String {
        """
        <main class="form">
        <h1>\(HTML.escape(user.fullName))</h1>
        <p>\(HTML.escape(user.userName))</p>
        \(pages)
        <p><img class="photo" src="\(prefix)/webclient/avatar/\(user.id)/" alt="Your photograph"></p>
        <h2>Downloads</h2>
        <p>\(DownloadSentence.text(downloads))</p>
        <h2>Groups</h2>
        <ul>\(groups.map(item).joined())</ul>
        <h2>Password</h2>
        <form method="post" action="\(prefix)/webadmin/change_password/\(user.id)/">
        \(tokenField)
        \(PasswordField.markup("old_password", "Present password", completion: "current-password"))
        \(PasswordField.markup("password", "New password"))
        \(PasswordField.markup("confirmation", "The new one again"))
        <p><button type="submit">Change the password</button></p>
        </form>
        <h2>Sessions</h2>
        <ul>\(sessions.map(item).joined())</ul>
        </main>
        """
    }

    /// Links to what is told of all, and to the accounts of others for those who may see them.
    private var pages: String {
        let own = [
            PageLink("/webclient/?experimenter=\(user.id)", "Images"),
            PageLink("/webclient/load_calendar/", "History"),
            PageLink("/webclient/group_user_content/", "Groups and members"),
            PageLink("/webadmin/change_avatar/\(user.id)/", "Photograph"),
            PageLink("/webadmin/stats/", "Drive space"),
        ]
        let others = [
            PageLink("/webadmin/experimenters/", "All users"),
            PageLink("/webadmin/groups/", "All groups"),
        ]
        let links = actor.role.isAdministrator ? own + others : own
        return PageLink.tabs(links, label: "Account", context)
    }

    private func item(_ group: GroupRecord) -> String {
        let name = HTML.escape(group.name) + " (\(group.level.name))"
        if group.id == activeGroup { return "<li><strong>\(name)</strong></li>" }
        return "<li>"
            + form(
                "webclient/active_group/",
                "<input type=\"hidden\" name=\"active_group\" value=\"\(group.id)\">"
                    + "<input type=\"hidden\" name=\"url\" value=\"\(prefix)/webadmin/myaccount/\">",
                "\(name) Work in this group",
                text: name,
                button: "Work in it"
            ) + "</li>"
    }

    private func item(_ session: ListedSession) -> String {
        let origin = session.record.origin
        let text = HTML.escape([origin.address, origin.agent].joined(separator: " "))
        if session.name == ownSession { return "<li><strong>\(text)</strong> (this one)</li>" }
        return "<li>"
            + form(
                "webadmin/sessions/end/",
                "<input type=\"hidden\" name=\"session\" value=\"\(session.name)\">",
                "End the session of \(text)",
                text: text,
                button: "End"
            ) + "</li>"
    }

    private func form(
        _ path: String,
        _ fields: String,
        _ label: String,
        text: String,
        button: String
    ) -> String {
        "<form method=\"post\" action=\"\(prefix)/\(path)\">\(tokenField)\(fields)\(text) "
            + "<button type=\"submit\" aria-label=\"\(label)\">\(button)</button></form>"
    }
}
