import Repository
import TestSupport
import Testing

@testable import OmeroCommands

@Suite struct `omero user and group` {
    private let instance: TemporaryInstance

    init() throws { instance = try TemporaryInstance() }

    private func omero(
        _ line: String,
        input: String = "",
        answers: [String] = []
    ) -> CommandResult {
        instance.run(line.split(separator: " ").map(String.init), input: input, answers: answers)
    }

    @Test func `an instance gets root's password once, and says it once`() {
        let first = omero("web init")
        #expect(first.status == 0 && first.output.count == 21)
        #expect(first.messages == "root's password, which is shown this once:\n")
        let second = omero("web init")
        #expect(second.status == 0 && second.output.isEmpty)
    }

    @Test func `root's password comes from a file, the input or the terminal, never a flag`() {
        #expect(omero("web init --password-file -", input: "short\n").status == 65)
        #expect(omero("web init --password secret-1234").status == 64)
        #expect(omero("web init --ask", answers: ["secret-1234", "secret-1235"]).status == 65)
        let nobody = omero("web init --ask")
        #expect(nobody.status == 66 && nobody.messages.contains("--password-file"))
        let asked = omero("web init --ask", answers: ["secret-1234", "secret-1234"])
        #expect(asked.status == 0 && asked.output.isEmpty)
        let changed = omero("user password --password-file -", input: "another one\nrest")
        #expect(changed == CommandResult(status: 0, output: "Password changed\n", messages: ""))
    }

    @Test func `users and groups are added, listed and changed in OMERO's words`() {
        #expect(
            omero("group add lab --type read-annotate").output
                == "Added group lab (id=3) with permissions rwra--\n"
        )
        #expect(
            omero("user add anna Anna Smith lab -e a@b --no-password").output
                == "Added user anna (id=2) without password\n"
        )
        #expect(
            omero("user add bert Bert Jones lab --password-file -", input: "long enough").output
                == "Added user bert (id=3) with password\n"
        )
        #expect(
            omero("user joingroup anna lab --as-owner").output
                == "Added anna to group lab as an owner\n"
        )
        #expect(
            omero("group perms lab --perms rwr---").output
                == "Changed permissions for group lab (id=3) to rwr---\n"
        )
        #expect(
            omero("group info lab --style csv").output
                == "id,name,perms,owner ids,member ids\n3,lab,rwr---,2,3\n"
        )
        #expect(
            omero("user info anna --style csv").output
                == "id,login,first name,last name,email,active,ldap,admin,member of,owner of\n"
                + "2,anna,Anna,Smith,a@b,Yes,,,,3\n"
        )
        let list = omero("user list").output
        #expect(list.contains(" 3  | bert "))
        #expect(list.hasSuffix("(4 rows)\n"))
        #expect(omero("group removeuser lab bert").messages.contains("the last group"))
        #expect(omero("group add other").status == 0)
        #expect(omero("group adduser other bert anna").output.split(separator: "\n").count == 2)
        #expect(
            omero("user leavegroup bert lab").output == "Removed bert from group lab\n"
        )
        #expect(omero("user deactivate 3").output == "bert is inactive\n")
        #expect(omero("user activate bert").output == "bert is active\n")
    }

    @Test func `a group gets a policy about downloads, by its number or its name`() {
        _ = omero("group add lab")
        let name = "omero.policy.binary_access"
        let set = omero("obj map-set ExperimenterGroup:3 config -- \(name) -image")
        #expect(set == CommandResult(status: 0, output: "ExperimenterGroup:3\n", messages: ""))
        #expect(omero("obj map-get ExperimenterGroup:lab config \(name)").output == "-image\n")
        #expect(omero("obj map-get ExperimenterGroup:3 config nothing").status == 65)
        #expect(omero("obj map-set Image:3 config \(name) +read").status == 64)
        #expect(omero("obj map-set ExperimenterGroup:99 config \(name) +read").status == 65)
    }

    @Test func `images are imported for a user in one of his groups, and in no other`() throws {
        #expect(omero("group add lab").status == 0)
        #expect(omero("group add other").status == 0)
        #expect(omero("user add anna Anna Smith lab --no-password").status == 0)
        let folder = instance.folder.path("pictures")
        #expect(omero("samples \(folder)").status == 0)
        #expect(omero("import \(folder) -u anna -g other").status == 65)
        #expect(omero("import \(folder) -u nobody").status == 65)
        #expect(omero("import \(folder) -u anna").status == 0)
        let path = instance.folder.path("var/data/catalogue.sqlite")
        let images = try SQLiteCatalogue(path: path).images(after: 0, limit: 100)
        #expect(!images.isEmpty && images.allSatisfy { $0.ownerID == 2 && $0.groupID == 3 })
    }

    @Test func `what is there already, or is not, is told in one line`() {
        #expect(omero("group add lab").status == 0)
        let again = omero("group add lab")
        #expect(again.status == 65 && again.messages == "there is a group lab already\n")
        #expect(omero("group add lab --ignore-existing").status == 0)
        #expect(omero("user info nobody").messages == "there is no user nobody\n")
        #expect(omero("user joingroup root nowhere").messages == "there is no group nowhere\n")
        #expect(omero("group perms lab --perms rwrwrw").status == 64)
        #expect(omero("group perms lab").status == 64)
        #expect(omero("user list --style xml").status == 64)
    }
}
