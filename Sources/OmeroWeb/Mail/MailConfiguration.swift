import Mail
import Settings

/// How mail leaves this server; nil where something that it needs is not set.
struct MailConfiguration: Sendable {
    let relay: MailRelay
    let sender: MailAddress

    init?(_ settings: SettingsSnapshot, _ log: ServerLog) {
        let host = settings[WebSettings.mailHost]
        guard !host.isEmpty else { return nil }
        guard let sender = MailAddress(settings[WebSettings.mailFrom]),
            !settings[WebSettings.mailStartTLS]
        else {
            log.write(
                "no mail is sent: omero.mail.host needs an address in omero.mail.from,"
                    + " and no encryption to the relay",
                level: .warning
            )
            return nil
        }
        self.sender = sender
        relay = MailRelay(host: host, port: UInt16(settings[WebSettings.mailPort]))
    }

    var mailing: Mailing { Mailing(relay, from: sender) }
}

extension ServerLog {
    /// What became of a letter that an administrator wrote.
    func write(_ delivery: Mailing.Delivery, by userID: Int) {
        let failure = delivery.failure.map { ", and then: \($0)" } ?? ""
        write(
            "mail of user \(userID): taken for \(delivery.taken.count), refused for"
                + " \(delivery.refused.count)\(failure)",
            level: delivery.failure == nil ? .info : .error
        )
    }
}
