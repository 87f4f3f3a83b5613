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
    /// What mail needs; nil where something of it is not set.
    private struct Configuration: Sendable {
        let relay: MailRelay
        let sender: String
        /// Scheme, host and prefix of links; never those of a request, whose client may choose them.
        let root: String

        init?(_ settings: SettingsSnapshot, _ log: ServerLog) {
            let host = settings[WebSettings.mailHost]
            guard !host.isEmpty else { return nil }
            sender = settings[WebSettings.mailFrom]
            root = settings[WebSettings.apiLinkRoot] + settings[WebSettings.prefix]
            guard !sender.isEmpty, !settings[WebSettings.apiLinkRoot].isEmpty,
                !settings[WebSettings.mailStartTLS]
            else {
                log.write(
                    "no mail is sent: omero.mail.host needs omero.mail.from and"
                        + " omero.web.api.absolute_url, and no encryption to the relay",
                    level: .warning
                )
                return nil
            }
            relay = MailRelay(host: host, port: UInt16(settings[WebSettings.mailPort]))
        }
    }

    private let configuration: Configuration
    private let reset: PasswordReset
    private let log: ServerLog
    private let wishes = WaitingQueue<PasswordReset.Wish>()
    private let waiting = Mutex(0)

    /// Wishes that wait at once; more are dropped, and whoever asked is told the same.
    private static let waitingMax = 100

    private init(_ configuration: Configuration, _ reset: PasswordReset, _ log: ServerLog) {
        self.configuration = configuration
        self.reset = reset
        self.log = log
    }

    /// New passwords by mail, as far as the settings allow it.
    static func reset(
        _ settings: SettingsSnapshot,
        _ shared: SharedState,
        _ people: any People,
        _ log: ServerLog
    ) throws -> PasswordReset {
        let lookup = PasswordReset(people: people, shared: shared, passing: nil)
        guard let configuration = Configuration(settings, log) else { return lookup }
        let mail = PasswordMail(configuration, lookup, log)
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
            let message = try MailMessage(
                from: configuration.sender,
                to: letter.email,
                subject: "Your password for OMERO.web",
                text: text(configuration.root + letter.target),
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
