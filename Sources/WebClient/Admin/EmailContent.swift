import Mail
import Repository

/// The form of a letter to users, and what became of one.
struct EmailContent {
    let page: AdminPage
    let users: [ExperimenterRecord]
    let groups: [GroupRecord]

    /// People who can be chosen one by one; more are reached by their groups.
    static let choicesMax = 2000
    /// People that are chosen one by one and stand as such in a form that comes back: it has fewer
    /// fields than a request may have.
    private static let chosenMax = 500

    func form(_ form: EmailForm) -> String {
        page.form("email/", nil, recipients(form) + "\n" + letter(form), button: "Send")
    }

    private func recipients(_ form: EmailForm) -> String {
        let people = users.filter { $0.id != KnownPeople.guest }.prefix(Self.choicesMax)
        let isLong =
            form.experimenterIDs.count > Self.chosenMax
            || !form.experimenterIDs.isSubset(of: people.map(\.id))
        return [
            AdminFields.checkBox("everyone", "on", "Everyone", isOn: form.everyone),
            isLong ? remaining(form.experimenterIDs) : "",
            AdminFields.choice(
                "experimenters",
                "Users",
                people.map { ($0.id, $0.calledInFull) },
                chosen: isLong ? [] : form.experimenterIDs,
                isMultiple: true,
                isRequired: false
            ),
            AdminFields.choice(
                "groups",
                "Members of groups",
                groups.filter { KnownPeople.holdsThings($0.id) }.map { ($0.id, $0.name) },
                chosen: form.groupIDs,
                isMultiple: true,
                isRequired: false
            ),
            AdminFields.checkBox(
                "inactive",
                "on",
                "Also those who are inactive",
                isOn: form.inactive
            ),
        ].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func remaining(_ ids: Set<Int>) -> String {
        let value = ids.sorted().map(String.init).joined(separator: ",")
        return """
            <p class="check"><input id="remaining" name="remaining" type="checkbox" \
            value="\(value)" checked> <label for="remaining">The \(ids.count) users who did not get \
            it yet</label></p>
            """
    }

    private func letter(_ form: EmailForm) -> String {
        """
        <p><label for="cc">Copies to (addresses that everybody sees, with commas between them)</label>
        <input id="cc" name="cc" type="text" value="\(HTML.escape(form.cc))"></p>
        \(AdminFields.text("subject", "Subject", form.subject, isRequired: true))
        <p><label for="message">Message</label>
        <textarea id="message" name="message" rows="12" required>
        \(HTML.escape(form.message))</textarea></p>
        """
    }

    /// Who got a letter, and who did not.
    static func outcome(_ delivery: Mailing.Delivery, _ recipients: EmailRecipients) -> String {
        let count = delivery.taken.count
        let refused = delivery.refused.map { "\($0.address): \($0.reply)" }
        return """
            <p role="status">Sent to \(count) \(count == 1 ? "address" : "addresses").</p>
            \(list("The relay refuses", refused))
            \(list("No address that mail can go to", recipients.withoutAddress))
            \(list("Inactive, and not written to", recipients.inactive))
            """
    }

    private static func list(_ title: String, _ items: [String]) -> String {
        guard !items.isEmpty else { return "" }
        let lines = items.map { "<li>\(HTML.escape($0))</li>" }
        return "<h2>\(title)</h2>\n<ul class=\"left\">\(lines.joined())</ul>"
    }
}
