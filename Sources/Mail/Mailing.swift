import Kernel

/// A letter to many who do not learn of each other, in envelopes of as many as every relay takes.
package struct Mailing: Sendable {
    private let relay: MailRelay
    private let sender: MailAddress

    /// Recipients that every relay takes at once (RFC 5321 §4.5.3.1.8).
    package static let envelopeMax = 100
    /// Time for all envelopes together: somebody waits for the answer.
    package static let secondsMax = 20.0

    package init(_ relay: MailRelay, from sender: MailAddress) {
        self.relay = relay
        self.sender = sender
    }

    /// What is written, and who gets a copy that everybody knows of.
    package struct Letter: Sendable, Equatable {
        package var subject: String
        package var text: String
        package var date: String
        package var copies: [MailAddress]

        package init(
            subject: String,
            text: String,
            date: String,
            copies: [MailAddress] = []
        ) {
            self.subject = subject
            self.text = text
            self.date = date
            self.copies = copies
        }
    }

    /// What became of a letter.
    package struct Delivery: Sendable {
        package fileprivate(set) var taken: [MailAddress] = []
        package fileprivate(set) var refused: [RefusedRecipient] = []
        /// Why not all envelopes were handed over; who is in those that were has the letter.
        package fileprivate(set) var failure: MailError?
    }

    /// Hands a letter over, and stops at the first envelope that fails; waits for the relay.
    ///
    /// - Throws: `invalid` for a subject or a date that cannot stand in a message.
    package func send(
        _ letter: Letter,
        to hidden: [MailAddress],
        withinSeconds seconds: Double = secondsMax
    ) throws(MailError) -> Delivery {
        let deadline = MonotonicTime.now().adding(seconds: seconds)
        var delivery = Delivery()
        var rest = (letter.copies + hidden)[...]
        while !rest.isEmpty, delivery.failure == nil {
            let envelope = Array(rest.prefix(Self.envelopeMax))
            rest = rest.dropFirst(Self.envelopeMax)
            try hand(message(letter, envelope), until: deadline, &delivery)
        }
        return delivery
    }

    private func message(
        _ letter: Letter,
        _ envelope: [MailAddress]
    ) throws(MailError) -> MailMessage {
        try MailMessage(
            MailMessage.Heads(from: sender, copies: letter.copies),
            subject: letter.subject,
            text: letter.text,
            date: letter.date,
            envelope: envelope
        )
    }

    private func hand(
        _ message: MailMessage,
        until deadline: MonotonicTime,
        _ delivery: inout Delivery
    ) {
        do throws(MailError) {
            let seconds = deadline.seconds(since: .now())
            guard seconds > 0 else { throw .timedOut }
            let refused = try relay.send(message, withinSeconds: seconds)
            let names = Set(refused.map(\.address))
            delivery.refused += refused
            delivery.taken += message.recipients.filter { !names.contains($0) }
        } catch {
            if case .noRecipient(let refused) = error {
                delivery.refused += refused
            } else {
                delivery.failure = error
            }
        }
    }
}
