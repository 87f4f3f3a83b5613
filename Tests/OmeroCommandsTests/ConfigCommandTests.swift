import Foundation
import TestSupport
import Testing

@testable import OmeroCommands

@Suite struct `omero config` {
    private let instance: TemporaryInstance

    init() throws { instance = try TemporaryInstance() }

    @Test func `what was set is got, alone or with its name`() {
        #expect(
            instance.config("set", "omero.web.wsgi_workers", "9")
                == CommandResult(status: 0, output: "", messages: "")
        )
        #expect(instance.config("get", "omero.web.wsgi_workers").output == "9\n")
        _ = instance.config("set", "omero.web.page_size", "50")
        #expect(
            instance.config("get").output == "omero.web.page_size=50\nomero.web.wsgi_workers=9\n"
        )
        #expect(instance.config("keys").output == "omero.web.page_size\nomero.web.wsgi_workers\n")
    }

    @Test func `a property that is not set prints nothing and is no failure`() {
        #expect(
            instance.config("get", "omero.web.page_size")
                == CommandResult(status: 0, output: "", messages: "")
        )
    }

    @Test func `no value removes the property`() {
        _ = instance.config("set", "omero.web.page_size", "50")
        #expect(
            instance.config("set", "omero.web.page_size", "--report").output
                == "Changed: Removed omero.web.page_size\n"
        )
        #expect(instance.config("get").output.isEmpty)
    }

    @Test func `changes are reported in OMERO's words`() {
        #expect(
            instance.config("set", "--report", "omero.web.page_size", "50").output
                == "Changed: Set omero.web.page_size:50\n"
        )
        let list = "omero.web.nginx_server_extra_config"
        #expect(
            instance.config("append", "--report", list, #""gzip on;""#).output
                == "Changed: Appended \(list):\"gzip on;\"\n"
        )
        #expect(
            instance.config("remove", "--report", list, #""gzip on;""#).output
                == "Changed: Removed \(list):\"gzip on;\"\n"
        )
    }

    @Test func `a value that starts with a dash comes after two dashes`() {
        #expect(instance.config("set", "omero.web.wsgi_args", "--", "--backlog=99").status == 0)
        #expect(instance.config("get", "omero.web.wsgi_args").output == "--backlog=99\n")
    }

    @Test func `a value comes from a file or from the input`() throws {
        let path = try instance.folder.write("77\n", to: "value")
        #expect(instance.config("set", "omero.web.page_size", "-f", path).status == 0)
        #expect(instance.config("get", "omero.web.page_size").output == "77\n")
        #expect(instance.config("set", "omero.web.page_size", "-f", "-", input: "78").status == 0)
        #expect(instance.config("get", "omero.web.page_size").output == "78\n")
        #expect(instance.config("set", "omero.web.page_size", "1", "-f", path).status == 64)
        #expect(instance.config("set", "omero.web.page_size", "-f", path + "x").status == 66)
    }

    @Test func `a wrong value is refused with its name, its form and itself`() {
        #expect(
            instance.config("set", "omero.web.wsgi_workers", "many")
                == CommandResult(
                    status: 65,
                    output: "",
                    messages: "omero.web.wsgi_workers: expected a whole number from 1 to 512, "
                        + "not 'many'\n"
                )
        )
        #expect(!FileManager.default.fileExists(atPath: instance.configPath))
    }

    @Test func `an unknown name is refused with the nearest known one`() {
        let result = instance.config("set", "omero.web.wsgi_worker", "3")
        #expect(result.status == 65)
        #expect(result.messages.contains("did you mean omero.web.wsgi_workers?"))
    }

    @Test func `a property without effect is kept, and it is said so`() {
        let result = instance.config("set", "omero.web.secret_key", "abc")
        #expect(result.status == 0)
        #expect(result.messages.hasPrefix("WARNING: omero.web.secret_key is kept"))
        #expect(instance.config("get", "omero.web.secret_key").output == "abc\n")
    }

    @Test(arguments: ["omero web", "a/b", "größe", ""])
    func `illegal names are refused`(_ name: String) {
        let result = instance.config("set", name, "1")
        #expect(result.status == 64)
        #expect(result.messages == "Illegal property name: \(name)\n")
    }

    @Test func `an equals sign in the name is explained`() {
        let result = instance.config("set", "a=b")
        #expect(result.status == 64)
        #expect(
            result.messages == "\"=\" in key name. Did you mean \"omero config set a b\"?\n"
        )
    }

    @Test func `values that XML cannot hold are refused`() {
        #expect(instance.config("set", "omero.x", "a\u{1}b").status == 65)
        #expect(instance.config("set", "omero.x", "line\nnext\ttab & <\"'>").status == 0)
        #expect(instance.config("get", "omero.x").output == "line\nnext\ttab & <\"'>\n")
    }

    @Test func `passwords are shown as stars unless they are asked for`() {
        _ = instance.config("set", "omero.db.pass", "s3cret")
        _ = instance.config("set", "omero.web.public.password", "s3cret")
        #expect(instance.config("get", "omero.db.pass").output == "********\n")
        #expect(!instance.config("get").output.contains("s3cret"))
        #expect(instance.config("get", "omero.db.pass", "--show-password").output == "s3cret\n")
    }

    @Test func `list says that it is deprecated`() {
        _ = instance.config("set", "omero.web.page_size", "50")
        let result = instance.config("list")
        #expect(result.output == "omero.web.page_size=50\n")
        #expect(result.messages.hasPrefix("WARNING"))
    }

    @Test func `path, version and profiles are printed`() {
        #expect(instance.config("path").output == instance.configPath + "\n")
        #expect(instance.config("version").output == "5.1.0\n")
        #expect(instance.config("def").output == "default\n")
        #expect(instance.config("all").output == "default\n")
    }

    @Test func `profiles are chosen, kept apart and dropped`() {
        _ = instance.config("set", "omero.web.page_size", "50")
        #expect(instance.config("def", "testing").output == "testing\n")
        #expect(instance.config("get").output.isEmpty)
        #expect(instance.config("all").output == "default\ntesting\n")
        #expect(instance.config("get", profile: "default").output == "omero.web.page_size=50\n")
        #expect(instance.config("drop", "testing").status == 65)
        #expect(instance.config("drop", "nothing").messages == "Unknown configuration: nothing\n")
        _ = instance.config("def", "default")
        #expect(instance.config("drop", "testing").status == 0)
        #expect(instance.config("all").output == "default\n")
    }

    @Test func `another file is worked on, and must be there`() throws {
        let xml =
            #"<icegrid><properties id="default">"#
            + #"<property name="a.b" value="1"/></properties></icegrid>"#
        let path = try instance.folder.write(xml, to: "other.xml")
        #expect(instance.config("--source", path, "get").output == "a.b=1\n")
        let missing = instance.config("--source", path + "x", "get")
        #expect(missing.status == 66)
        #expect(missing.messages == "File not found: \(path)x\n")
    }

    @Test func `a file that is no XML is left alone and named`() throws {
        _ = instance.config("set", "omero.web.page_size", "50")
        try Data("<icegrid>".utf8).write(to: URL(filePath: instance.configPath))
        let result = instance.config("set", "omero.web.page_size", "51")
        #expect(result.status == 78)
        #expect(result.messages.contains(instance.configPath))
        #expect(try instance.folder.read("etc/grid/config.xml") == Array("<icegrid>".utf8))
    }

    @Test func `without an instance it says what to set`() {
        let result = omero("config", "get")
        #expect(result.status == 78)
        #expect(result.messages.contains("OMERODIR"))
    }

    @Test func `the file is its owner's alone and no draft is left`() throws {
        _ = instance.config("set", "omero.db.pass", "x")
        let attributes = try FileManager.default.attributesOfItem(atPath: instance.configPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: instance.folder.path("etc/grid")
        )
        #expect(names.sorted() == ["config.xml", "config.xml.lock"])
    }

    @Test func `a link to the file stays a link`() throws {
        let real = try instance.folder.write("<icegrid/>", to: "real.xml")
        let link = instance.folder.path("link.xml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        #expect(instance.config("--source", link, "set", "a.b", "1").status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
        #expect(instance.config("--source", real, "get", "a.b").output == "1\n")
    }

    @Test func `many writers at once lose nothing`() async throws {
        let instance = instance
        await withTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    for round in 0..<5 { _ = instance.config("set", "t.\(number).\(round)", "1") }
                }
            }
        }
        #expect(instance.config("keys").output.split(separator: "\n").count == 40)
    }
}
