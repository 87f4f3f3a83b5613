/// A message, and who gets it: the envelope may name others than the heads do.
package struct MailMessage: Sendable, Equatable {
    let sender: MailAddress
    /// Those of the envelope; heads name none of them on its account.
    let recipients: [MailAddress]
    private let heads: [String]
    private let lines: [String]

    /// Who a message is from and to, as it says itself.
    package struct Heads: Sendable, Equatable {
        package var sender: MailAddress
        package var recipients: [MailAddress]
        /// Those who get a copy that everybody knows of.
        package var copies: [MailAddress]
        /// Whether a program wrote it, to which nobody's absence is told (RFC 3834).
        package var isAutomatic: Bool

        package init(
            from sender: MailAddress,
            to recipients: [MailAddress] = [],
            copies: [MailAddress] = [],
            isAutomatic: Bool = false
        ) {
            self.sender = sender
            self.recipients = recipients
            self.copies = copies
            self.isAutomatic = isAutomatic
        }
    }

    /// `date` is written as in HTTP, which is a form of RFC 5322 as well.
    ///
    /// - Parameter envelope: who gets it; those of the heads when nil.
    /// - Throws: `invalid` for a subject or a date that would not stay in its line.
    package init(
        _ heads: Heads,
        subject: String,
        text: String,
        date: String,
        envelope: [MailAddress]? = nil
    ) throws(MailError) {
        guard subject.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .invalid(name: "subject") }
        guard MailText.isLine(date) else { throw .invalid(name: "date") }
        sender = heads.sender
        recipients = envelope ?? heads.recipients + heads.copies
        let body = MailText.body(text)
        self.heads =
            heads.lines + ["Subject: " + MailText.subject(subject), "Date: " + date]
            + ["MIME-Version: 1.0"] + body.heads
        lines = body.lines
    }

    /// Head and text as SMTP takes them after DATA, with the line that ends them (RFC 5321 §4.5.2).
    var bytes: [UInt8] {
        let text = lines.map { $0.hasPrefix(".") ? "." + $0 : $0 }
        return Array((heads + [""] + text + [".", ""]).joined(separator: "\r\n").utf8)
    }
}

extension MailMessage.Heads {
    /// Who is in no head stays unknown to the others (RFC 5322 §3.4: a group without members).
    fileprivate var lines: [String] {
        [
            "From: \(sender)",
            "To: " + (recipients.isEmpty ? "undisclosed-recipients:;" : list(recipients)),
        ]
            + (copies.isEmpty ? [] : ["Cc: " + list(copies)])
            + (isAutomatic ? ["Auto-Submitted: auto-generated"] : [])
    }

    private func list(_ addresses: [MailAddress]) -> String {
        addresses.map(\.description).joined(separator: ",\r\n ")
    }
}
