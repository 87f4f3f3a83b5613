import HTTP
import Repository
import Secrets
import TestSupport
import Testing

@testable import OmeroWeb

/// An administrator's letters to users.
@Suite struct `Email to users` {
    private static let path = "/webadmin/email/"

    private let receiver: MailReceiver
    private let test: ApplicationUnderTest
    private let root: BrowserUnderTest

    init() throws {
        receiver = try MailReceiver(refusing: ["gone@x"])
        test = try Self.application(port: receiver.port)
        root = try Self.root(of: test)
    }

    private static func application(port: UInt16) throws -> ApplicationUnderTest {
        try ApplicationUnderTest([
            "omero.mail.host": "127.0.0.1", "omero.mail.port": "\(port)",
            "omero.mail.from": "omero@x",
        ])
    }

    private static func root(of test: ApplicationUnderTest) throws -> BrowserUnderTest {
        let hash = try PasswordHash.make("root's own words")
        try test.catalogue.setPassword(hash: hash, experimenter: KnownPeople.root, by: .root)
        let root = BrowserUnderTest(test)
        _ = root.logIn("root", "root's own words")
        return root
    }

    @discardableResult
    private func add(_ name: String, _ email: String?) throws -> Int {
        let id = try test.addUser(name)
        let details = PersonDetails(
            userName: name,
            firstName: "<b>",
            lastName: name,
            email: email
        )
        try test.catalogue.change(experimenter: id, to: details, by: .root)
        return id
    }

    private func send(_ fields: (String, String)...) -> Response {
        root.post(Self.path, [("subject", "Grüße"), ("message", "Ein\r\nBrief")] + fields)
    }

    @Test func `is for administrators alone, whom a link leads there`() throws {
        try test.addUser("anna", password: "correct horse")
        let anna = BrowserUnderTest(test, address: 0x0A00_0002)
        _ = anna.logIn("anna", "correct horse")
        #expect(anna.get(Self.path).status == .forbidden)
        #expect(anna.post(Self.path, [("everyone", "on")]).status == .forbidden)
        let link = "<a href=\"/webadmin/email/\">Email</a>"
        #expect(root.get("/webadmin/experimenters/").text.contains(link))
        #expect(
            root.get(Self.path).text.contains("<form method=\"post\" action=\"/webadmin/email/\">")
        )
        let cookies = root.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let fields = [
            (name: "Cookie", value: cookies),
            (name: "Content-Type", value: "application/x-www-form-urlencoded"),
        ]
        let forged = test.ask(Self.path, method: .post, fields, body: "cc=a@x&subject=s&message=m")
        #expect(forged.status == .forbidden && forged.text.contains("CSRF"))
        #expect(receiver.letters.isEmpty)
    }

    @Test func `without a relay there is no link, and the page says so`() throws {
        let test = try ApplicationUnderTest()
        let root = try Self.root(of: test)
        let page = root.get(Self.path)
        #expect(page.status == .ok && page.text.contains("This server sends no mail"))
        #expect(!page.text.contains("<form") && !page.text.contains(">Email</a>"))
        #expect(
            root.post(Self.path, [("everyone", "on")]).text.contains("This server sends no mail")
        )
    }

    @Test func `reaches everybody with an address, and nobody learns of the others`() throws {
        try add("anna", "anna@x")
        try add("bert", "bert@x")
        try add("carl", nil)
        let answer = send(("everyone", "on"), ("cc", "boss@x"))
        #expect(answer.status == .ok && answer.text.contains("Sent to 3 addresses."))
        #expect(answer.text.contains("<li>&lt;b&gt; carl (carl)</li>"))
        let letter = try #require(receiver.letters.first)
        #expect(receiver.letters.count == 1 && letter.recipients == ["boss@x", "anna@x", "bert@x"])
        #expect(letter.text.contains("Cc: boss@x\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n"))
        #expect(!letter.text.contains("anna") && letter.text.hasSuffix("\r\n\r\nEin\r\nBrief\r\n"))
    }

    @Test func `a field that cannot be sent is named, and all that was typed comes back`() throws {
        let anna = try add("anna", "anna@x")
        let form = [
            ("experimenters", "\(anna)"), ("cc", "a@x\r\nBcc: b@x"), ("subject", "\"<i>"),
            ("message", "\n</textarea>\u{202E}"), ("inactive", "on"),
        ]
        let answer = root.post(Self.path, form)
        #expect(answer.status == .badRequest && answer.text.contains("cc: expected addresses"))
        for text in [
            "<option value=\"\(anna)\" selected>", "value=\"a@x\r\nBcc: b@x\"",
            "value=\"&quot;&lt;i&gt;\"", "required>\n\n&lt;/textarea&gt;\u{202E}</textarea>",
            "name=\"inactive\" type=\"checkbox\" value=\"on\" checked>",
        ] {
            #expect(answer.text.contains(text), "\(text)")
        }
        #expect(receiver.letters.isEmpty)
    }

    @Test func `those whom the relay does not know are told, and the form holds them alone`() throws
    {
        let anna = try add("anna", "anna@x")
        let gone = try add("gone", "gone@x")
        let answer = send(("everyone", "on"))
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.text.contains("Sent to 1 address.") && receiver.letters.count == 1)
        #expect(answer.text.contains("<li>gone@x: 550 unknown</li>"))
        #expect(answer.text.contains("<option value=\"\(gone)\" selected>"))
        #expect(!answer.text.contains("<option value=\"\(anna)\" selected>"))
        #expect(!answer.text.contains("value=\"on\" checked>"))
    }

    @Test func `a relay that is not there loses nothing`() throws {
        let test = try Self.application(port: 1)
        let root = try Self.root(of: test)
        let answer = root.post(
            Self.path,
            [("cc", "a@x"), ("everyone", "on"), ("subject", "s"), ("message", "all of it")]
        )
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.text.contains("Not sent to everybody: the relay cannot be reached"))
        #expect(
            answer.text.contains("all of it</textarea>") && answer.text.contains("value=\"a@x\"")
        )
        #expect(answer.text.contains("name=\"everyone\" type=\"checkbox\" value=\"on\" checked>"))
    }
}
