import HTTP
import Repository
import Secrets
import SharedState
import TestSupport
import Testing

@testable import OmeroWeb

/// The pages on which administrators keep the accounts of others.
@Suite struct `Administration on the web` {
    private let test: ApplicationUnderTest
    private let anna: Int
    private let root: BrowserUnderTest

    init() throws {
        test = try ApplicationUnderTest()
        anna = try test.addUser("anna", password: "correct horse")
        let hash = try PasswordHash.make("root's own words")
        try test.catalogue.setPassword(hash: hash, experimenter: KnownPeople.root, by: .root)
        root = BrowserUnderTest(test)
        _ = root.logIn("root", "root's own words")
    }

    private func group(_ name: String) throws -> GroupRecord {
        try #require(try test.catalogue.group(named: name))
    }

    private func user(_ id: Int) throws -> ExperimenterRecord {
        try #require(try test.catalogue.experimenter(id))
    }

    private func save(_ user: Int, _ form: (String, String)...) -> Response {
        root.post("/webadmin/experimenter/save/\(user)/", form)
    }

    private func person(_ name: String) -> [(String, String)] {
        [
            ("omename", name), ("first_name", "Bea"), ("last_name", "<b>Bell</b>"),
            ("password", "battery staple"), ("confirmation", "battery staple"),
        ]
    }

    /// An administrator with some privileges alone, logged in.
    private func restricted(_ privileges: Set<Privilege>) throws -> BrowserUnderTest {
        let id = try test.addUser("light", password: "light as air")
        let system = KnownPeople.systemGroup
        try test.catalogue.join(experimenter: id, group: system, asOwner: false, by: .root)
        try test.catalogue.setPrivileges(privileges, experimenter: id, by: .root)
        test.changed()
        let browser = BrowserUnderTest(test, address: 0x0A00_0002)
        _ = browser.logIn("light", "light as air")
        return browser
    }

    @Test(arguments: [
        "experimenters/", "experimenter/new/", "experimenter/edit/0/", "groups/", "group/new/",
        "group/edit/0/",
    ])
    func `pages about others are for administrators alone`(_ page: String) {
        let stranger = BrowserUnderTest(test, address: 0x0A00_0003)
        let answer = stranger.get("/webadmin/" + page)
        #expect(answer.status == .found)
        #expect(answer["Location"]?.hasPrefix("/webclient/login/?url=") == true)
        _ = stranger.logIn("anna", "correct horse")
        #expect(stranger.get("/webadmin/" + page).status == .forbidden)
        #expect(root.get("/webadmin/" + page).status == .ok)
    }

    @Test func `a public account that is an administrator's sees no accounts`() throws {
        let open = try ApplicationUnderTest.open(["omero.web.public.user": "root"])
        #expect(open.ask("/webadmin/experimenters/").status == .forbidden)
        #expect(open.ask("/webadmin/group/edit/0/").status == .forbidden)
    }

    @Test func `forms without their token change nothing`() throws {
        var cookies = root.cookies
        cookies["csrftoken"] = nil
        let cookie = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        for path in [
            "experimenter/create/", "experimenter/save/\(anna)/", "group/create/", "group/save/0/",
        ] {
            let answer = test.ask(
                "/webadmin/" + path,
                method: .post,
                [("Cookie", cookie), ("Content-Type", "application/x-www-form-urlencoded")],
                body: "action=deactivate&name=x&permissions=0"
            )
            #expect(answer.status == .forbidden && answer.text.contains("CSRF"))
        }
        #expect(try user(anna).isActive && test.catalogue.group(named: "x") == nil)
    }

    @Test func `a new user is listed with his names escaped, and logs in`() throws {
        let groups = [("other_groups", "\(try group("anna").id)")]
        let answer = root.post("/webadmin/experimenter/create/", person("bea") + groups)
        let id = try #require(try test.catalogue.experimenter(named: "bea")).id
        #expect(answer["Location"] == "/webadmin/experimenter/edit/\(id)/")
        let list = root.get("/webadmin/experimenters/").text
        #expect(list.contains("experimenter/edit/\(id)/\">bea</a>"))
        #expect(list.contains("Bea &lt;b&gt;Bell&lt;/b&gt;") && !list.contains("<b>Bell"))
        let bea = BrowserUnderTest(test, address: 0x0A00_0004)
        #expect(bea.logIn("bea", "battery staple").status == .found)
    }

    @Test func `a refused user is asked for again, without the password`() throws {
        let groups = [("other_groups", "\(try group("anna").id)")]
        for (fields, reason) in [
            (person("anna") + groups, "there is a user anna already"),
            (person("bea"), "a user needs at least one group"),
            (person("bea") + groups + [("email", "nowhere")], "an address with @"),
            (person("battery staple") + groups, "something else than the user&#39;s name"),
        ] {
            let answer = root.post("/webadmin/experimenter/create/", fields)
            #expect(answer.status == .badRequest && answer.text.contains(reason))
            #expect(answer.text.contains("value=\"Bea\""))
            #expect(!answer.text.contains("value=\"battery staple\" maxlength=\"1024\""))
        }
        let differing = person("bea").dropLast() + [("confirmation", "x")] + groups
        #expect(root.post("/webadmin/experimenter/create/", Array(differing)).status == .badRequest)
        #expect(try test.catalogue.experimenter(named: "bea") == nil)
    }

    @Test func `details and groups of a user change, each with a form of its own`() throws {
        let lab = try test.catalogue.add(GroupDetails(name: "lab"), by: .root)
        let page = "/webadmin/experimenter/edit/\(anna)/"
        #expect(save(anna, ("action", "join"), ("group", "\(lab)"))["Location"] == page)
        #expect(save(anna, ("action", "own"), ("group", "\(lab)")).status == .found)
        #expect(save(anna, ("action", "default"), ("group", "\(lab)")).status == .found)
        #expect(try user(anna).defaultGroupID == lab)
        #expect(try group("lab").ownerIDs == [anna])
        #expect(root.get(page).text.contains("<td>default, owner</td>"))
        let own = try group("anna").id
        #expect(save(anna, ("action", "leave"), ("group", "\(own)")).status == .found)
        let last = save(anna, ("action", "leave"), ("group", "\(lab)"))
        #expect(last.status == .badRequest && last.text.contains("lab is the last group of anna"))
        let names = [("omename", "ann"), ("first_name", "Ann"), ("last_name", "Z")]
        #expect(root.post(save(path: anna), [("action", "details")] + names).status == .found)
        #expect(try user(anna).userName == "ann" && user(anna).fullName == "Ann Z")
        #expect(save(anna, ("action", "shout")).status == .badRequest)
        #expect(save(99, ("action", "activate")).status == .notFound)
    }

    private func save(path user: Int) -> String { "/webadmin/experimenter/save/\(user)/" }

    @Test func `who is deactivated is out at once, and comes back when activated`() throws {
        let browser = BrowserUnderTest(test, address: 0x0A00_0005)
        _ = browser.logIn("anna", "correct horse")
        #expect(browser.get("/webadmin/myaccount/").status == .ok)
        #expect(save(anna, ("action", "deactivate")).status == .found)
        #expect(browser.get("/webadmin/myaccount/").status == .found)
        #expect(browser.logIn("anna", "correct horse").status == .ok)
        #expect(save(anna, ("action", "activate")).status == .found)
        #expect(browser.logIn("anna", "correct horse").status == .found)
        #expect(save(KnownPeople.root, ("action", "deactivate")).status == .badRequest)
    }

    @Test func `a password that an administrator sets ends the sessions of its user`() throws {
        let browser = BrowserUnderTest(test, address: 0x0A00_0006)
        _ = browser.logIn("anna", "correct horse")
        let answer = root.post(
            "/webadmin/change_password/\(anna)/",
            [("password", "another horse"), ("confirmation", "another horse")]
        )
        #expect(answer["Location"] == "/webadmin/experimenter/edit/\(anna)/")
        #expect(browser.get("/webadmin/myaccount/").status == .found)
        #expect(browser.logIn("anna", "another horse").status == .found)
    }

    @Test func `groups are made and changed, with their members and owners`() throws {
        let form = [("name", "lab <1>"), ("description", "of cells"), ("permissions", "2")]
        let answer = root.post("/webadmin/group/create/", form)
        let lab = try group("lab <1>")
        #expect(answer["Location"] == "/webadmin/group/edit/\(lab.id)/")
        #expect(lab.level == .readAnnotate)
        #expect(root.post("/webadmin/group/create/", form).text.contains("a group lab &lt;1&gt;"))
        let path = "/webadmin/group/save/\(lab.id)/"
        #expect(root.post(path, [("action", "join"), ("user", "anna")]).status == .found)
        #expect(root.post(path, [("action", "own"), ("member", "\(anna)")]).status == .found)
        let details = [("action", "details"), ("name", "lab"), ("permissions", "1")]
        #expect(root.post(path, details).status == .found)
        let changed = try group("lab")
        #expect(changed.level == .readOnly && changed.ownerIDs == [anna])
        let list = root.get("/webadmin/groups/").text
        #expect(list.contains("<td>read-only</td><td>1</td><td>1</td>"))
        #expect(root.post(path, [("action", "join"), ("user", "nobody")]).status == .badRequest)
        #expect(root.post(path, [("action", "leave"), ("member", "\(anna)")]).status == .found)
        let beyond = [("name", "x"), ("permissions", "4")]
        #expect(root.post("/webadmin/group/create/", beyond).status == .badRequest)
    }

    @Test func `an owner keeps the members of his own group, and no other`() throws {
        let own = try group("anna").id
        try test.catalogue.join(experimenter: anna, group: own, asOwner: true, by: .root)
        try test.addUser("bert")
        test.changed()
        let browser = BrowserUnderTest(test, address: 0x0A00_0007)
        _ = browser.logIn("anna", "correct horse")
        let page = browser.get("/webadmin/group_owner/edit/\(own)/")
        #expect(page.status == .ok && page.text.contains("Add to the group"))
        let join = [("action", "join"), ("user", "bert")]
        #expect(browser.post("/webadmin/group_owner/save/\(own)/", join).status == .found)
        #expect(try group("anna").memberIDs.count == 2)
        let other = try group("bert").id
        #expect(browser.post("/webadmin/group/save/\(other)/", join).status == .forbidden)
        let rename = [("action", "details"), ("name", "mine"), ("permissions", "0")]
        #expect(browser.post("/webadmin/group/save/\(own)/", rename).text.contains("you may not"))
    }

    /// CVE-2018-1000634.
    @Test func `a restricted administrator is offered, and does, what his privileges allow`()
        throws
    {
        let light = try restricted([.modifyUser])
        #expect(light.get("/webadmin/experimenters/").text.contains("New user"))
        #expect(!light.get("/webadmin/groups/").text.contains("New group"))
        #expect(light.get("/webadmin/group/new/").status == .forbidden)
        let form = [("name", "x"), ("permissions", "0")]
        #expect(light.post("/webadmin/group/create/", form).status == .forbidden)
        let rootPage = light.get("/webadmin/experimenter/edit/0/").text
        #expect(!rootPage.contains("<form"))
        let passwords = [("password", "stolen words"), ("confirmation", "stolen words")]
        #expect(light.post("/webadmin/change_password/0/", passwords).status == .forbidden)
        let off = [("action", "deactivate")]
        #expect(light.post(save(path: anna), off).status == .found)
        let system = [("action", "join"), ("group", "\(KnownPeople.systemGroup)")]
        #expect(light.post(save(path: anna), system).text.contains("you may not"))
        let administrator = person("x") + [("role", "administrator")]
        let made = light.post("/webadmin/experimenter/create/", administrator)
        #expect(made.status == .badRequest && made.text.contains("you may not"))
    }

    @Test func `nobody gives privileges that he does not have`() throws {
        let light = try restricted([.modifyUser])
        let id = try #require(try test.catalogue.experimenter(named: "light")).id
        let page = light.get("/webadmin/experimenter/edit/\(id)/").text
        #expect(page.contains("value=\"ModifyUser\" checked") && !page.contains("value=\"Sudo\""))
        let form = [("action", "privileges"), ("privilege", "ModifyUser"), ("privilege", "Sudo")]
        #expect(light.post(save(path: id), form).text.contains("you may not"))
        #expect(try user(id).privileges == [.modifyUser])
        #expect(root.post(save(path: id), form).status == .found)
        #expect(try user(id).privileges == [.modifyUser, .sudo])
    }
}
