import HTTP
import Kernel
import Repository
import SharedState
import TestSupport
import Testing
import WebAccess

@testable import OmeroWeb

@Suite struct `Accounts on the web` {
    private let test: ApplicationUnderTest
    private let anna: Int
    private let browser: BrowserUnderTest

    init() throws {
        test = try ApplicationUnderTest()
        anna = try test.addUser("anna", password: "correct horse")
        browser = BrowserUnderTest(test)
    }

    @Test func `the form of the login works without scripts and leads where one was going`() {
        let form = browser.get("/webclient/login/?url=/webclient/%3Fdataset=1")
        #expect(form.status == .ok && form["Content-Security-Policy"]?.isEmpty == false)
        #expect(form.text.contains(#"<form method="post" action="/webclient/login/">"#))
        #expect(form.text.contains(#"name="url" value="/webclient/?dataset=1""#))
        #expect(!form.text.contains("<script"))
        let answer = browser.post(
            "/webclient/login/",
            [
                ("username", "anna"), ("password", "correct horse"),
                ("url", "/webclient/?dataset=1"),
            ]
        )
        #expect(answer.status == .found && answer["Location"] == "/webclient/?dataset=1")
        #expect(answer["Set-Cookie"]?.contains("; HttpOnly; SameSite=Lax") == true)
        #expect(browser.get("/webclient/").status == .ok)
        #expect(browser.get("/webclient/keepalive_ping/").text == "OK")
    }

    @Test func `clients that want no redirect get a word`() {
        let answer = browser.post(
            "/webclient/login/",
            [("username", "anna"), ("password", "correct horse"), ("noredirect", "true")]
        )
        #expect(answer.status == .ok && answer.text == "OK")
    }

    /// CVE-2018-1000633: the page of a failed login held the password.
    @Test func `a failed login shows the form again, without the password`() {
        let answer = browser.logIn("anna<\">", "Tr0ub4dor&3")
        #expect(answer.status == .ok && answer["Set-Cookie"]?.hasPrefix("csrftoken=") == true)
        #expect(answer.text.contains("Connection not available, please check"))
        #expect(answer.text.contains("value=\"anna&lt;&quot;&gt;\""))
        #expect(!answer.text.contains("Tr0ub4dor"))
        #expect(browser.cookies["sessionid"] == nil)
    }

    /// CVE-2021-21377.
    @Test(arguments: ["//evil.example/", "http://evil.example/", "/\\evil.example"])
    func `a login leads to no other server`(_ url: String) {
        let form = browser.get("/webclient/login/?url=\(PercentCoding.encode(url))")
        #expect(!form.text.contains("evil"))
        let answer = browser.post(
            "/webclient/login/",
            [("username", "anna"), ("password", "correct horse"), ("url", url)]
        )
        #expect(answer["Location"] == "/webclient/")
        #expect(
            browser.post("/webclient/active_group/", [("active_group", "3"), ("url", url)])[
                "Location"
            ]
                == "/webclient/"
        )
    }

    /// CVE-2014-7198: every route that changes something, without a token.
    @Test func `nothing changes without a token`() throws {
        _ = browser.logIn("anna", "correct horse")
        let cookie = [(name: "Cookie", value: "sessionid=\(browser.cookies["sessionid"] ?? "")")]
        let open = Routes.all.filter { !$0.methods.allSatisfy(\.isSafe) }
        #expect(open.count >= 6)
        for route in open {
            let path = route.pattern.label.replacing("{id}", with: "\(anna)")
            for method in route.methods where !method.isSafe {
                let answer = test.ask(path, method: method, cookie)
                #expect(answer.status == .forbidden, "\(method) \(path)")
                #expect(answer.text == #"{"message":"CSRF Failed: CSRF cookie not set."}"#)
            }
        }
        #expect(browser.get("/webclient/").status == .ok)
    }

    @Test func `a server that sends no mail says who sets passwords, and takes no wishes`() {
        let path = "/webadmin/forgottenpassword/"
        let page = browser.get(path)
        #expect(page.status == .ok && page.text.contains("<code>omero user password</code>"))
        #expect(!page.text.contains("<form"))
        let answer = browser.post(path, [("username", "anna"), ("email", "a@example.org")])
        #expect(answer.text == page.text)
        #expect(browser.get("/webclient/login/").text.contains("href=\"\(path)\""))
    }

    @Test func `a link for a password that nobody made is over`() {
        let path = "/webadmin/resetpassword/"
        let token = String(repeating: "0", count: 64)
        for target in [path, path + "?token=", path + "?token=" + token] {
            let page = browser.get(target)
            #expect(page.status == .notFound && !page.text.contains("<form"))
            #expect(page["Referrer-Policy"] == "no-referrer")
        }
        let form = [("token", token), ("password", "p4ssword"), ("confirmation", "p4ssword")]
        #expect(browser.post(path, form).status == .notFound)
    }

    @Test func `a logout asks first, and ends the session for every worker`() throws {
        _ = browser.logIn("anna", "correct horse")
        let token = try #require(browser.cookies["sessionid"])
        #expect(browser.get("/webclient/logout/").text.contains("<button"))
        #expect(browser.get("/webclient/").status == .ok)
        let answer = browser.post("/webclient/logout/", [])
        #expect(answer.status == .found && answer["Location"] == "/webclient/login/")
        #expect(browser.cookies["sessionid"] == nil)
        browser.cookies["sessionid"] = token
        #expect(browser.get("/webclient/").status == .found)
    }

    @Test func `programs log in by OMERO's documents`() throws {
        #expect(
            browser.get("/api/v0/servers/").text
                == #"{"data":[{"id":1,"host":"localhost","port":4064,"server":"omero"}]}"#
        )
        let get = browser.get("/api/v0/login/")
        #expect(get.status == .methodNotAllowed && get["Allow"] == "POST")
        #expect(
            get.text == #"{"message":"POST only with username, password, server and csrftoken"}"#
        )
        let wrong = browser.post("/api/v0/login/", [("username", "anna"), ("password", "x")])
        #expect(wrong.status == .forbidden)
        #expect(
            wrong.text
                == #"{"message":"Connection not available, please check your user name and password."}"#
        )
        let empty = browser.post("/api/v0/login/", [("username", "anna")])
        #expect(empty.text == #"{"message":"Password: This field is required."}"#)
        let answer = browser.post(
            "/api/v0/login/",
            [("username", "anna"), ("password", "correct horse"), ("server", "1")]
        )
        let token = try #require(browser.cookies["sessionid"])
        #expect(answer.status == .ok)
        #expect(answer.text.contains(#""success":true,"eventContext":{"sessionId":"#))
        #expect(
            answer.text.contains(
                #""sessionUuid":"\#(token)","userId":\#(anna),"userName":"anna","groupId":3,"#
                    + #""groupName":"anna","isAdmin":false,"eventId":-1,"eventType":"User","#
                    + #""memberOfGroups":[3,1],"leaderOfGroups":[]}"#
            )
        )
        #expect(browser.post("/api/v0/login/", []).text == answer.text)
    }

    @Test func `a JSON body logs in as a form does`() throws {
        _ = browser.get("/api/v0/token/")
        let token = try #require(browser.cookies["csrftoken"])
        let fields = [
            (name: "Content-Type", value: "application/json"),
            (name: "Cookie", value: "csrftoken=\(token)"), (name: "X-CSRFToken", value: token),
        ]
        func post(_ body: String) -> Response {
            test.ask("/api/v0/login/", method: .post, fields, body: body)
        }
        let body = #"{"username":"anna","password":"correct horse","server":1}"#
        #expect(post(body).status == .ok)
        for body in ["", "[]", "{", #"{"username":{}}"#] {
            #expect(post(body).status != .ok)
        }
    }

    @Test func `guests cannot log in, and guessing ends in 429 for that name and network`() {
        #expect(browser.logIn("guest", "guest").text.contains("Connection not available"))
        for _ in 0..<6 { _ = browser.logIn("anna", "wrong") }
        let refused = browser.logIn("anna", "correct horse")
        #expect(refused.status == .tooManyRequests && refused["Retry-After"] == "1")
        let program = browser.post(
            "/api/v0/login/",
            [("username", "anna"), ("password", "correct horse")]
        )
        #expect(program.status == .tooManyRequests && program["Retry-After"] == "1")
        let elsewhere = BrowserUnderTest(test, address: 0x0B00_0001)
        #expect(elsewhere.logIn("anna", "correct horse").status == .found)
    }

    @Test func `who is put out is out at once`() throws {
        _ = browser.logIn("anna", "correct horse")
        #expect(browser.get("/webclient/").status == .ok)
        try test.catalogue.setActive(false, experimenter: anna, by: .root)
        test.changed()
        #expect(browser.get("/webclient/").status == .found)
    }

    @Test func `sessions are listed and ended by their user, and by administrators`() throws {
        let bert = try test.addUser("bert", password: "battery staple")
        let other = BrowserUnderTest(test)
        _ = other.logIn("bert", "battery staple")
        _ = browser.logIn("anna", "correct horse")
        let second = BrowserUnderTest(test)
        _ = second.logIn("anna", "correct horse")
        let list = browser.get("/webadmin/sessions/").text
        #expect(list.split(separator: "\"session\":").count == 3)
        #expect(!list.contains(try #require(browser.cookies["sessionid"])))
        let name = SessionTable.name(ofToken: try #require(other.cookies["sessionid"]))
        // Neither anna nor a stranger ends bert's.
        for form in [[("session", name)], [("user", "\(bert)")], [("session", "zz")]] {
            #expect(browser.post("/webadmin/sessions/end/", form).status == .notFound)
        }
        #expect(
            BrowserUnderTest(test).post("/webadmin/sessions/end/", [("session", name)]).status
                == .forbidden
        )
        #expect(other.get("/webclient/").status == .ok)
        let own = SessionTable.name(ofToken: try #require(second.cookies["sessionid"]))
        #expect(browser.post("/webadmin/sessions/end/", [("session", own)]).status == .found)
        #expect(second.get("/webclient/").status == .found)
        try test.catalogue.join(experimenter: anna, group: 0, asOwner: false, by: .root)
        test.changed()
        #expect(browser.post("/webadmin/sessions/end/", [("user", "\(bert)")]).status == .found)
        #expect(other.get("/webclient/").status == .found)
    }

    @Test func `a password is changed with the present one, by its owner`() throws {
        let bert = try test.addUser("bert", password: "battery staple")
        _ = browser.logIn("anna", "correct horse")
        func change(_ id: Int, _ old: String, _ new: String, _ again: String) -> Response {
            browser.post(
                "/webadmin/change_password/\(id)/",
                [("old_password", old), ("password", new), ("confirmation", again)]
            )
        }
        #expect(change(anna, "wrong", "another one", "another one").status == .forbidden)
        #expect(change(anna, "correct horse", "another one", "other").status == .badRequest)
        #expect(change(anna, "correct horse", "short", "short").status == .badRequest)
        #expect(change(bert, "battery staple", "another one", "another one").status == .forbidden)
        #expect(change(0, "", "another one", "another one").status == .forbidden)
        #expect(change(anna, "correct horse", "another one", "another one").status == .found)
        #expect(browser.get("/webclient/").status == .ok)
        #expect(BrowserUnderTest(test).logIn("anna", "another one").status == .found)
    }

    @Test func `the account's page shows what is one's own, and the group can be changed`() throws {
        _ = browser.logIn("anna", "correct horse")
        let group = try test.catalogue.add(GroupDetails(name: "<lab>"), by: .root)
        try test.catalogue.join(experimenter: anna, group: group, asOwner: false, by: .root)
        test.changed()
        let page = browser.get("/webadmin/myaccount/")
        #expect(page.text.contains("&lt;lab&gt; (private)") && !page.text.contains("<lab>"))
        let token = try #require(browser.cookies["sessionid"])
        func active() throws -> Int? {
            try test.shared.sessions.lookup(token, atSeconds: WallClock.nowSeconds())?.groupID
        }
        #expect(browser.get("/webclient/active_group/?active_group=\(group)").status == .found)
        #expect(try active() == group)
        #expect(browser.get("/webclient/active_group/?active_group=0").status == .notFound)
        let foreign = browser.get(
            "/webclient/active_group/?active_group=3",
            [(name: "Sec-Fetch-Site", value: "cross-site")]
        )
        #expect(foreign.status == .forbidden)
        #expect(try active() == group)
    }

    @Test func `a session in the address counts for its own request and leaves no cookie`() throws {
        _ = browser.logIn("anna", "correct horse")
        let token = try #require(browser.cookies["sessionid"])
        let answer = test.ask("/webclient/?bsession=\(token)")
        #expect(answer.status == .ok && answer["Set-Cookie"] == nil)
        #expect(test.ask("/webclient/?bsession=x").status == .found)
    }

    /// CVE-2021-21376: pages held more about their visitor than they needed.
    @Test func `a page for the public holds nothing of an account`() throws {
        let open = try ApplicationUnderTest.open()
        let page = open.ask("/webclient/").text
        #expect(!page.contains("csrf") && !page.contains("session") && !page.contains("Log out"))
        #expect(page.contains("/webclient/login/"))
    }

    /// CVE-2020-7932: addresses with numbers of objects leaked to other servers.
    @Test func `pages tell other servers nothing of their address`() {
        _ = browser.logIn("anna", "correct horse")
        for path in ["/webclient/", "/webclient/login/", "/webadmin/myaccount/"] {
            #expect(browser.get(path)["Referrer-Policy"] == "same-origin")
        }
    }

    @Test func `methods are answered as the table says`() {
        let answer = test.ask("/webclient/login/", method: .delete)
        #expect(answer.status == .methodNotAllowed && answer["Allow"] == "GET, HEAD, POST")
        let only = test.ask("/webadmin/sessions/end/")
        #expect(only.status == .methodNotAllowed && only["Allow"] == "POST")
    }

    @Test func `behind TLS cookies are secure and pages of others are refused`() throws {
        let fields = [(name: "X-Forwarded-Proto", value: "https")]
        let secure = test.ask("/api/v0/token/", fields, from: .ipv4(0x7F00_0001, port: 1))
        #expect(secure["Set-Cookie"]?.hasSuffix("; Secure") == true)
        // Only a trusted proxy is believed.
        #expect(test.ask("/api/v0/token/", fields)["Set-Cookie"]?.hasSuffix("Lax") == true)
    }

    /// CVE-2018-1000635: a number that was shown to everybody opened a session of root.
    @Test func `the name of a session in lists opens nothing`() throws {
        _ = browser.logIn("anna", "correct horse")
        let token = try #require(browser.cookies["sessionid"])
        let name = SessionTable.name(ofToken: token)
        browser.cookies["sessionid"] = name
        #expect(browser.get("/webclient/").status == .found)
        #expect(BrowserUnderTest(test).logIn(name, name).status == .ok)
        browser.cookies["sessionid"] = token
        #expect(browser.get("/webclient/").status == .ok)
    }

    @Test func `the public may ask by POST where that changes nothing`() throws {
        let test = try ApplicationUnderTest.open(["omero.web.public.user": "public"])
        let id = try test.addUser("public", level: .readOnly)
        let visitor = BrowserUnderTest(test)
        for (path, text) in [("slice", "Table 9 not found"), ("query", "Table 9 not found")] {
            let answer = visitor.post(
                "/webgateway/table/9/\(path)/",
                [("rows", "1"), ("columns", "1"), ("query", "*")]
            )
            #expect(answer.status == .ok && answer.text.contains(text), "\(answer.text)")
        }
        let change = visitor.post("/webadmin/change_password/\(id)/", [])
        #expect(change.status == .forbidden && !change.text.contains("Table"))
    }

    @Test func `the public has the eyes of its account and no hands`() throws {
        let test = try ApplicationUnderTest.open([
            "omero.web.public.user": "public", "omero.web.public.get_only": "false",
        ])
        #expect(test.ask("/webclient/").status == .found)
        let id = try test.addUser("public", level: .readOnly)
        #expect(test.ask("/webclient/").status == .ok)
        #expect(test.ask("/webadmin/myaccount/").status == .notFound)
        let visitor = BrowserUnderTest(test)
        let change = visitor.post(
            "/webadmin/change_password/\(id)/",
            [("old_password", ""), ("password", "long enough"), ("confirmation", "long enough")]
        )
        #expect(change.status == .forbidden)
        #expect(visitor.post("/webadmin/sessions/end/", [("user", "\(id)")]).status == .notFound)
        try test.catalogue.setActive(false, experimenter: id, by: .root)
        test.changed()
        #expect(test.ask("/webclient/").status == .found)
    }
}
