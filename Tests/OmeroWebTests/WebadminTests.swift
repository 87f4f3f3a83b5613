import HTTP
import Repository
import Secrets
import Serving
import TestSupport
import Testing

@testable import OmeroWeb

/// What webadmin and the list of jobs answer when they are asked through the whole application.
@Suite struct `Pages of webadmin` {
    private let test: ApplicationUnderTest
    private let anna: Int
    private let browser: BrowserUnderTest
    private let stranger: BrowserUnderTest

    init() throws {
        test = try ApplicationUnderTest()
        anna = try test.addUser("anna", password: "correct horse")
        browser = BrowserUnderTest(test)
        stranger = BrowserUnderTest(test, address: 0x0A00_0003)
        _ = browser.post(
            "/webadmin/login/",
            [("username", "anna"), ("password", "correct horse")]
        )
    }

    /// A picture of one pixel (W3C PNG, third edition).
    private static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0,
        0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41,
        0x54, 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, 0x49,
        0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    /// Sends the form of the page as a browser does: the token is a field of it.
    private func upload(_ token: String) -> Response {
        let start = "--b\r\nContent-Disposition: form-data; name=\"csrfmiddlewaretoken\"\r\n\r\n"
        let file = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n"
        let body = Array((start + token + "\r\n" + file).utf8) + Self.png
        let cookies = browser.cookies.map { "\($0.key)=\($0.value)" }
        let request = Request(
            method: .post,
            target: RequestTarget(path: "/webadmin/change_avatar/\(anna)/upload/"),
            fields: RequestFields([
                ("Cookie", cookies.joined(separator: "; ")),
                ("Content-Type", "multipart/form-data; boundary=b"),
            ]),
            body: body + Array("\r\n--b--\r\n".utf8),
            peer: .ipv4(0x0A00_0001, port: 1)
        )
        return switch test.application.plan(request) {
        case .answer(let response): response
        case .work(let work), .asyncWork(let work): work()
        }
    }

    @Test func `webadmin leads everybody where he may go`() throws {
        #expect(browser.get("/webadmin/")["Location"] == "/webadmin/myaccount/")
        #expect(browser.get("/webadmin/myaccount/").text.contains("/webadmin/stats/"))
        let login = stranger.get("/webadmin/")["Location"]
        #expect(login == "/webclient/login/?url=/webadmin/")
        let system = KnownPeople.systemGroup
        try test.catalogue.join(experimenter: anna, group: system, asOwner: false, by: .root)
        test.changed()
        #expect(browser.get("/webadmin/")["Location"] == "/webadmin/experimenters/")
        #expect(browser.get("/webadmin/logout/").text.contains("Log out"))
    }

    @Test func `a photograph comes with a form, and is seen by who is logged in`() throws {
        let avatar = "/webclient/avatar/\(anna)/"
        #expect(browser.get("/webadmin/myphoto/")["Content-Type"] == "image/png")
        #expect(upload("x").status == .forbidden)
        _ = browser.get("/webadmin/change_avatar/\(anna)/")
        #expect(upload(browser.cookies["csrftoken"] ?? "").status == .found)
        #expect(browser.get("/webadmin/myphoto/")["Content-Type"] == "image/jpeg")
        #expect(stranger.get(avatar).status == .found)
        try test.addUser("bea", password: "battery staple")
        _ = stranger.logIn("bea", "battery staple")
        #expect(stranger.get(avatar)["Content-Type"] == "image/jpeg")
        #expect(stranger.get("/webadmin/change_avatar/\(anna)/").status == .notFound)
    }

    @Test func `an account leads to its photograph, history and groups, and of all for some`()
        throws
    {
        _ = browser.logIn("anna", "correct horse")
        let page = browser.get("/webadmin/myaccount/").text
        for path in [
            "webadmin/change_avatar/\(anna)/", "webadmin/stats/", "webclient/load_calendar/",
            "webclient/group_user_content/", "webclient/?experimenter=\(anna)",
        ] {
            #expect(page.contains("<a href=\"/\(path)\">"))
        }
        #expect(page.contains("src=\"/webclient/avatar/\(anna)/\" alt=\"Your photograph\""))
        let users = "<a href=\"/webadmin/experimenters/\">"
        #expect(!page.contains(users) && !browser.get("/webadmin/stats/").text.contains(users))
        let system = KnownPeople.systemGroup
        try test.catalogue.join(experimenter: anna, group: system, asOwner: false, by: .root)
        test.changed()
        for path in ["myaccount/", "stats/"] {
            #expect(browser.get("/webadmin/" + path).text.contains(users))
        }
    }

    @Test func `the menu of groups leads to the images of their members`() throws {
        _ = browser.logIn("anna", "correct horse")
        let menu = browser.get("/webclient/group_user_content/").text
        #expect(menu.contains("<a href=\"/webclient/?experimenter=\(anna)\">"))
        #expect(menu.contains("<a href=\"/webclient/active_group/?active_group="))
    }

    @Test func `there are no jobs, and none is forgotten`() throws {
        #expect(browser.get("/webclient/activities/").text.contains("data-jobs=\"0\""))
        #expect(browser.post("/webclient/activities_update/", []).text == "OK")
        #expect(browser.post("/webclient/activities_update/clean/", []).text == "OK")
        let one = browser.post("/webclient/activities_update/clean/", [("jobKey", "<b>")])
        #expect(one.text == "{\"removed\":false}")
        #expect(stranger.post("/webclient/activities_update/clean/", []).status == .forbidden)
    }

    @Test(arguments: [
        "webadmin/stats/", "webadmin/drivespace_json/users/", "webclient/activities/",
        "webclient/group_user_content/", "webclient/fileset_check/chgrp/",
        "webclient/load_chgrp_target/0/dataset/",
    ])
    func `strangers are asked to log in`(_ path: String) {
        let answer = stranger.get("/" + path)
        #expect(answer.status == .found)
        #expect(answer["Location"]?.hasPrefix("/webclient/login/?url=") == true)
        let script = stranger.get("/" + path, [("X-Requested-With", "XMLHttpRequest")])
        #expect(script.status == .forbidden && script.text.isEmpty)
    }
}
