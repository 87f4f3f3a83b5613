import HTTP
import Kernel
import Mail
import Repository
import Settings
import SharedState
import Synchronization
import WebAccess

/// Sends the letters about forgotten passwords, on a thread of its own.
final class PasswordMail: Sendable {
    private let configuration: MailConfiguration
    /// Scheme, host and prefix of links; never those of a request, whose client may choose them.
    private let root: String
    private let reset: PasswordReset
    private let log: ServerLog
    private let wishes = WaitingQueue<PasswordReset.Wish>()
    private let waiting = Mutex(0)

    /// Wishes that wait at once; more are dropped, and whoever asked is told the same.
    private static let waitingMax = 100

    private init(
        _ configuration: MailConfiguration,
        root: String,
        _ reset: PasswordReset,
        _ log: ServerLog
    ) {
        self.configuration = configuration
        self.root = root
        self.reset = reset
        self.log = log
    }

    /// New passwords by mail, as far as the settings allow it.
    ///
    /// - Parameter configuration: how mail leaves; nil where none does.
    static func reset(
        _ configuration: MailConfiguration?,
        _ settings: SettingsSnapshot,
        _ shared: SharedState,
        _ people: any People,
        _ log: ServerLog
    ) throws -> PasswordReset {
        let lookup = PasswordReset(people: people, shared: shared, passing: nil)
        guard let configuration else { return lookup }
        let host = settings[WebSettings.apiLinkRoot]
        guard !host.isEmpty else {
            log.write(
                "no passwords are set by mail: links need omero.web.api.absolute_url",
                level: .warning
            )
            return lookup
        }
        let root = host + settings[WebSettings.prefix]
        let mail = PasswordMail(configuration, root: root, lookup, log)
        try Thread.start(name: "mail") { while true { mail.answerNext() } }
        return PasswordReset(people: people, shared: shared) { mail.add($0) }
    }

    private func add(_ wish: PasswordReset.Wish) {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < Self.waitingMax else { return false }
            waiting += 1
            return true
        }
        if hasRoom { wishes.add(wish) }
    }

    private func answerNext() {
        let wish = wishes.take()
        waiting.withLock { $0 -= 1 }
        do {
            let now = WallClock.nowSeconds()
            guard let letter = try reset.letter(for: wish, atSeconds: now) else { return }
            guard let recipient = MailAddress(letter.email) else {
                throw MailError.invalid(name: "recipient")
            }
            let message = try MailMessage(
                .init(from: configuration.sender, to: [recipient], isAutomatic: true),
                subject: "Your password for OMERO.web",
                text: text(root + letter.target),
                date: HTTPDate.text(unixSeconds: now)
            )
            try configuration.relay.send(message)
            log.write("a link for a new password was sent to user \(letter.userID)", level: .info)
        } catch {
            log.write("a link for a new password was not sent: \(error)", level: .error)
        }
    }

    private func text(_ link: String) -> String {
        """
        Somebody, most likely you, asked for a new password for your account.
        Set it here, within 30 minutes:

        \(link)

        If it was not you, there is nothing to do: your password stays as it is.
        """
    }
}
