import TestSupport
import Testing

@testable import OmeroCommands

@Suite struct `omero config append and remove` {
    private let instance: TemporaryInstance
    private let name = "omero.web.trusted_proxies"

    init() throws { instance = try TemporaryInstance() }

    @Test func `a list that is not set starts as its default`() {
        #expect(instance.config("append", name, #""10.0.0.7""#).status == 0)
        #expect(
            instance.config("get", name).output == #"["127.0.0.1", "::1", "unix", "10.0.0.7"]"#
                + "\n"
        )
    }

    @Test func `an element that is there already is left alone with --set`() {
        let result = instance.config("append", "--set", "--report", name, #""unix""#)
        #expect(result == CommandResult(status: 0, output: "", messages: ""))
        #expect(instance.config("get", name).output.isEmpty)
    }

    @Test func `lists within lists are compared by what they mean`() {
        let apps = "omero.web.open_with"
        #expect(instance.config("append", apps, #"["a", {"x":1,"y":2}]"#).status == 0)
        #expect(instance.config("get", apps).output == #"[["a", {"x": 1, "y": 2}]]"# + "\n")
        #expect(instance.config("remove", apps, #"[ "a" , {"y":2, "x":1} ]"#).status == 0)
        #expect(instance.config("get", apps).output == "[]\n")
    }

    @Test func `what cannot be done is said in OMERO's words`() {
        #expect(
            instance.config("append", name, "text").messages
                .hasPrefix("No JSON object could be decoded\n")
        )
        _ = instance.config("set", "omero.web.page_size", "50")
        let noList = instance.config("append", "omero.web.page_size", "1")
        #expect(noList.status == 65)
        #expect(noList.messages == "Property omero.web.page_size is not a list\n")
        let missing = instance.config("remove", "omero.web.ui.top_links", "1")
        #expect(missing.status == 65)
        #expect(missing.messages == "Property omero.web.ui.top_links is not defined\n")
        let absent = instance.config("remove", name, #""x""#)
        #expect(absent.status == 65)
        #expect(absent.messages == "\"x\" is not defined in \(name)\n")
    }

    @Test func `a list with an element of the wrong form is refused`() {
        #expect(instance.config("append", name, #""no-address""#).status == 65)
        #expect(instance.config("get", name).output.isEmpty)
    }
}

@Suite struct `omero config load` {
    private let instance: TemporaryInstance

    init() throws { instance = try TemporaryInstance() }

    @Test func `lines from the input are set, comments passed over, long lines joined`() {
        let text = """
            # A comment.
            omero.web.page_size = 20

            omero.web.nginx_server_extra_config=["a", \\
                "b"]
            """
        #expect(instance.config("load", input: text).status == 0)
        #expect(
            instance.config("get").output == """
                omero.web.nginx_server_extra_config=["a", "b"]
                omero.web.page_size=20

                """
        )
    }

    @Test func `files are read in their order`() throws {
        let one = try instance.folder.write("omero.web.page_size=20\n", to: "one")
        let two = try instance.folder.write("omero.web.wsgi_workers=2\n", to: "two")
        #expect(instance.config("load", one, two).status == 0)
        #expect(instance.config("keys").output == "omero.web.page_size\nomero.web.wsgi_workers\n")
    }

    @Test func `another value for a property is a duplicate, unless it shall overrule`() {
        _ = instance.config("set", "omero.web.page_size", "50")
        let result = instance.config(
            "load",
            input: "omero.web.wsgi_workers=2\nomero.web.page_size=51\n"
        )
        #expect(result.status == 65)
        #expect(
            result.messages.hasPrefix("Duplicate property: omero.web.page_size ('50' => '51')\n")
        )
        #expect(instance.config("get").output == "omero.web.page_size=50\n")
        #expect(instance.config("load", "-q", input: "omero.web.page_size=51").status == 0)
        #expect(instance.config("get").output == "omero.web.page_size=51\n")
    }

    @Test func `all faults are told at once and nothing is set`() {
        let result = instance.config(
            "load",
            input: "omero.web.page_size=20\nomero.web.wsgi_workers=x\nomero.web.prefix=y\n"
        )
        #expect(result.status == 65)
        #expect(result.messages.split(separator: "\n").count == 2)
        #expect(instance.config("get").output.isEmpty)
    }

    @Test func `what get prints is loaded again`() throws {
        _ = instance.config("set", "omero.web.page_size", "50")
        _ = instance.config("append", "omero.web.trusted_proxies", #""10.0.0.7""#)
        let saved = instance.config("get").output
        let other = try TemporaryInstance()
        #expect(other.config("load", input: saved).status == 0)
        #expect(other.config("get").output == saved)
    }

    @Test func `what parse prints is loaded again`() {
        let parsed = instance.config("parse").output
        #expect(instance.config("load", input: parsed).status == 0)
        #expect(instance.config("get").output == instance.config("parse", "--defaults").output)
    }
}
