import HTTP
import Mail
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `A letter to users` {
    private func form(_ change: (inout EmailForm) -> Void = { _ in }) -> EmailForm {
        var form = EmailForm()
        form.subject = "s"
        form.message = "m"
        change(&form)
        return form
    }

    private func user(
        _ id: Int,
        _ email: String?,
        isActive: Bool = true
    ) -> ExperimenterRecord {
        ExperimenterRecord(
            id: id,
            userName: "user\(id)",
            firstName: "A",
            lastName: "B",
            email: email,
            isLDAP: false,
            memberships: isActive
                ? [.init(groupID: KnownPeople.userGroup, level: .isPrivate, isOwner: false)] : [],
            privileges: []
        )
    }

    private func recipients(
        _ form: EmailForm,
        _ users: [ExperimenterRecord],
        _ members: [Int] = []
    ) throws -> EmailRecipients {
        let group = GroupRecord(
            id: 7,
            name: "lab",
            description: "",
            level: .isPrivate,
            memberIDs: members,
            ownerIDs: []
        )
        return try EmailRecipients(form, copies: form.copies(), users, [group])
    }

    private func names(_ addresses: [MailAddress]) -> [String] { addresses.map(\.description) }

    @Test func `each address gets it once, whoever has it and however he was chosen`() throws {
        let form = form {
            $0.experimenterIDs = [2, 3]
            $0.groupIDs = [7]
            $0.cc = "cc@x; D@X, ,cc@x"
        }
        let users = [
            user(2, "a@x"), user(3, "A@x"), user(4, "d@x"), user(5, "e@x"), user(6, "f@x"),
        ]
        let recipients = try recipients(form, users, [2, 4, 5])
        #expect(names(recipients.copies) == ["cc@x", "D@X"])
        #expect(names(recipients.hidden) == ["a@x", "e@x"])
    }

    @Test func `who has no address, or cannot log in, is told by name; the guest is nobody`() throws
    {
        let users = [
            user(0, nil), user(1, "guest@x"), user(2, "a@x"), user(3, "<b@x>"),
            user(4, "old@x", isActive: false),
        ]
        let everyone = try recipients(form { $0.everyone = true }, users)
        #expect(names(everyone.hidden) == ["a@x"])
        #expect(everyone.withoutAddress == ["A B (user0)", "A B (user3)"])
        #expect(everyone.inactive == ["A B (user4)"])
        let all = try recipients(
            form {
                $0.everyone = true
                $0.inactive = true
            },
            users
        )
        #expect(names(all.hidden) == ["a@x", "old@x"] && all.inactive.isEmpty)
    }

    @Test func `nobody, strangers and too many are refused by name`() {
        let users = [user(2, "a@x"), user(3, nil)]
        #expect(throws: PeopleError.self) { try recipients(form(), users) }
        #expect(throws: PeopleError.self) {
            try recipients(form { $0.experimenterIDs = [3] }, users)
        }
        #expect(throws: PeopleError.noSuchUser("9")) {
            try recipients(form { $0.experimenterIDs = [2, 9] }, users)
        }
        #expect(throws: PeopleError.noSuchGroup("8")) {
            try recipients(form { $0.groupIDs = [8] }, users)
        }
        let many = (10...10_010).map { user($0, "u\($0)@x") }
        #expect(throws: PeopleError.self) { try recipients(form { $0.everyone = true }, many) }
    }

    @Test func `what was not sent goes on to those alone who did not get it`() throws {
        let form = form {
            $0.everyone = true
            $0.cc = "cc@x, dd@x"
        }
        let users = [user(2, "a@x"), user(3, "b@x"), user(4, "B@x")]
        let recipients = try recipients(form, users)
        #expect(recipients.form(form, without: []) == form)
        let taken = try ["cc@x", "a@x"].map { try #require(MailAddress($0)) }
        let rest = recipients.form(form, without: taken)
        #expect(!rest.everyone && rest.experimenterIDs == [3, 4] && rest.cc == "dd@x")
        #expect(rest.subject == "s" && rest.message == "m")
    }

    @Test(arguments: [
        ("subject", ""), ("subject", "a\r\nBcc: b@c"), ("subject", "a\u{0}"),
        ("subject", String(repeating: "ä", count: 256)), ("message", ""),
        ("message", String(repeating: "ä", count: EmailForm.messageBytesMax / 2 + 1)),
        ("cc", "a@x\r\nBcc: b@x"), ("cc", "a@x b@x"), ("cc", "nobody"),
        ("cc", String(repeating: "a@x,", count: 101)),
    ])
    func `what cannot be sent is refused with the field`(_ name: String, _ value: String) {
        let form = form {
            switch name {
            case "subject": $0.subject = value
            case "message": $0.message = value
            default: $0.cc = value
            }
        }
        let error = #expect(throws: PeopleError.self) { try form.copies() }
        #expect(error?.description.hasPrefix(name + ": expected") == true)
    }

    @Test func `a form brings its lines as forms end them, and many people in one field`() throws {
        let fields = FormFields([
            .init(name: "message", value: "a\r\nb\n\rc"), .init(name: "remaining", value: "3,5"),
            .init(name: "experimenters", value: "4"),
        ])
        let form = try EmailForm(fields)
        #expect(form.message == "a\nb\n\rc" && form.experimenterIDs == [3, 4, 5])
        #expect(throws: Refusal.self) {
            try EmailForm(FormFields([.init(name: "groups", value: "x")]))
        }
    }
}
