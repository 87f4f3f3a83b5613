package import HTTP
import Kernel
package import Mail
import Repository
package import WebAccess

/// `/webadmin/email/`: an administrator writes to users.
package struct EmailEndpoint: Endpoint {
    private let login: Login
    private let context: PageContext
    private let mailing: Mailing?
    /// Told who wrote and what became of it, for the log.
    private let report: @Sendable (_ userID: Int, Mailing.Delivery) -> Void

    /// - Parameter mailing: how mail leaves; nil where none does.
    package init(
        _ login: Login,
        _ context: PageContext,
        _ mailing: Mailing?,
        report: @escaping @Sendable (_ userID: Int, Mailing.Delivery) -> Void
    ) {
        self.login = login
        self.context = context
        self.mailing = mailing
        self.report = report
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        try AdminPage.checkAdministrator(visitor)
        let page = AdminPage(request, visitor, login, context)
        guard let mailing else {
            return page.response(Self.title, Self.unoffered, error: nil, visitor)
        }
        let content = EmailContent(
            page: page,
            users: try login.people.experimenters(),
            groups: try login.people.groups()
        )
        guard request.method == .post else {
            return page.response(Self.title, content.form(EmailForm()), error: nil, visitor)
        }
        let form = try EmailForm(try request.formFields())
        do {
            return try send(form, content, mailing, visitor)
        } catch let error as PeopleError {
            return page.response(Self.title, content.form(form), error: "\(error)", visitor)
        }
    }

    /// Nothing is lost: what did not go comes back with those who are still to get it.
    private func send(
        _ form: EmailForm,
        _ content: EmailContent,
        _ mailing: Mailing,
        _ visitor: Visitor
    ) throws -> Response {
        let copies = try form.copies()
        let recipients = try EmailRecipients(form, copies: copies, content.users, content.groups)
        let letter = Mailing.Letter(
            subject: form.subject,
            text: form.message,
            date: HTTPDate.text(unixSeconds: WallClock.nowSeconds()),
            copies: recipients.copies
        )
        let delivery = try mailing.send(letter, to: recipients.hidden)
        report(visitor.actor.userID, delivery)
        let outcome = EmailContent.outcome(delivery, recipients)
        guard let error = delivery.complaint else {
            return content.page.response(Self.title, outcome, error: nil, visitor)
        }
        let rest = content.form(recipients.form(form, without: delivery.taken))
        var response = content.page.response(
            Self.title,
            outcome + "\n" + rest,
            error: error,
            visitor
        )
        response.status = .serviceUnavailable
        return response
    }

    private static let title = "Email"

    private static let unoffered = """
        <p>This server sends no mail. It does when <code>omero.mail.host</code> names a relay and \
        <code>omero.mail.from</code> the address that mail comes from.</p>
        """
}

extension Mailing.Delivery {
    /// Why somebody did not get the letter; nil when everybody did.
    fileprivate var complaint: String? {
        if let failure { return "Not sent to everybody: \(failure)" }
        return refused.isEmpty ? nil : "Not sent to everybody: the relay refuses \(refused.count)"
    }
}
