import Mail
import Repository

/// Who gets a letter: each address once, and who is left out, with the reason.
struct EmailRecipients {
    /// Those of `copies` are among no others.
    private(set) var hidden: [MailAddress] = []
    private(set) var copies: [MailAddress] = []
    /// Chosen people by what they are called, who have no address or none that mail can go to.
    private(set) var withoutAddress: [String] = []
    /// Chosen people who cannot log in, and are not written to unless that is asked for.
    private(set) var inactive: [String] = []
    /// Who reads what comes to an address, as ids.
    private var owners: [String: [Int]] = [:]

    /// - Throws: `PeopleError` for who is not there, and for nobody or too many.
    init(
        _ form: EmailForm,
        copies: [MailAddress],
        _ users: [ExperimenterRecord],
        _ groups: [GroupRecord]
    ) throws(PeopleError) {
        let chosen = try Self.chosen(form, users, groups)
        var mailboxes: Set<String> = []
        self.copies = copies.filter { mailboxes.insert($0.mailbox).inserted }
        for user in users where chosen.contains(user.id) {
            if !user.isActive && !form.inactive {
                inactive.append(user.calledInFull)
            } else if let address = user.email.flatMap(MailAddress.init) {
                owners[address.mailbox, default: []].append(user.id)
                if mailboxes.insert(address.mailbox).inserted { hidden.append(address) }
            } else {
                withoutAddress.append(user.calledInFull)
            }
        }
        try checkCount()
    }

    private static func chosen(
        _ form: EmailForm,
        _ users: [ExperimenterRecord],
        _ groups: [GroupRecord]
    ) throws(PeopleError) -> Set<Int> {
        let known = Set(users.map(\.id))
        if let stranger = form.experimenterIDs.subtracting(known).min() {
            throw .noSuchUser("\(stranger)")
        }
        if let stranger = form.groupIDs.subtracting(groups.map(\.id)).min() {
            throw .noSuchGroup("\(stranger)")
        }
        var chosen = form.everyone ? known : form.experimenterIDs
        for group in groups where form.groupIDs.contains(group.id) {
            chosen.formUnion(group.memberIDs)
        }
        // The guest is an account of strangers, whoever reads its mail.
        return chosen.subtracting([KnownPeople.guest])
    }

    private func checkCount() throws(PeopleError) {
        let count = hidden.count + copies.count
        guard (1...EmailForm.recipientsMax).contains(count) else {
            throw .invalid(
                name: "recipients",
                value: "\(count)",
                expected: "1 to \(EmailForm.recipientsMax) addresses of those who are chosen"
            )
        }
    }

    /// The form that writes to those alone who did not get the letter yet.
    func form(_ form: EmailForm, without taken: [MailAddress]) -> EmailForm {
        guard !taken.isEmpty else { return form }
        let done = Set(taken.map(\.mailbox))
        var rest = form
        rest.everyone = false
        rest.groupIDs = []
        let left = hidden.filter { !done.contains($0.mailbox) }
        rest.experimenterIDs = Set(left.flatMap { owners[$0.mailbox] ?? [] })
        rest.cc = copies.filter { !done.contains($0.mailbox) }.map(\.description)
            .joined(separator: ", ")
        return rest
    }
}

extension ExperimenterRecord {
    /// The whole name, and the one to log in with, as two may share the first.
    var calledInFull: String {
        fullName.isEmpty ? userName : "\(fullName) (\(userName))"
    }
}
