import HTTP
import JSON
import Pixels
import SQLite
import Testing
import WebAccess

@testable import Repository
@testable import WebAPI

@Suite struct `Changes by the API` {
    private let under: APIUnderTest

    init() throws { under = try APIUnderTest() }

    private static let save = "/api/v0/m/save/"

    private static func object(_ name: String, _ more: JSONValue = [:]) -> JSONValue {
        let type = JSONValue.string("\(Document.schema)#\(name)")
        return .object([.init("@type", type), .init("Name", "n")] + (more.members ?? []))
    }

    private func events() throws -> [String] {
        try under.catalogue.database.read { connection in
            try connection.rows(
                "SELECT experimenter, action, entitytype, entityid FROM eventlog ORDER BY id"
            ) { row in
                let parts: [String] = [
                    "\(try row.next(Int.self))", try row.next(), try row.next(),
                    "\(try row.next(Int.self))",
                ]
                return parts.joined(separator: " ")
            }
        }
    }

    @Test(arguments: ["Project", "Dataset", "Screen"])
    func `an object is made, changed and deleted, and the log says by whom`(_ name: String) throws {
        let made = try under.ask(
            Self.save + "?group=5",
            under.visitor(10),
            .post,
            Self.object(name, ["Description": "old"])
        )
        #expect(made.status == .created)
        let data = try #require(try made.document()["data"])
        let id = try #require(data["@id"]?.integer)
        #expect(data["Description"] == "old")
        #expect(data["omero:details"]?["owner"]?["@id"]?.integer == 10)
        #expect(data["omero:details"]?["group"]?["@id"]?.integer == 5)

        var changed = try #require(data.members)
        changed.removeAll { $0.name == "Name" || $0.name == "Description" }
        changed.append(.init("Name", "née"))
        let updated = try under.document(Self.save, .put, .object(changed))
        #expect(updated["data"]?["Name"] == "née")
        #expect(updated["data"]?["Description"] == nil)

        let path = "/api/v0/m/\(name.lowercased())s/\(id)/"
        #expect(try under.document(path, .delete)["data"]?["Name"] == "née")
        #expect(try under.refusal(path) == Refusal(.notFound, "\(name) \(id) not found"))
        #expect(
            try events() == ["INSERT", "UPDATE", "DELETE"].map { "10 \($0) \(name) \(id)" }
        )
    }

    @Test func `a screen keeps all it says, and an update replaces all of it`() throws {
        let texts: JSONValue = [
            "Type": "RNAi", "ProtocolDescription": "a", "ProtocolIdentifier": "b",
            "ReagentSetDescription": "c", "ReagentSetIdentifier": "d",
        ]
        let made = try under.document(
            Self.save + "?group=5",
            .post,
            Self.object("Screen", texts)
        )
        let data = try #require(made["data"])
        for member in texts.members ?? [] { #expect(data[member.name] == member.value) }
        let id = try #require(data["@id"])
        let bare = try under.document(
            Self.save + "?group=5",
            .put,
            Self.object("Screen", ["@id": id, "Type": "compound"])
        )
        #expect(bare["data"]?["Type"] == "compound")
        #expect(bare["data"]?["ProtocolDescription"] == nil)
    }

    @Test func `what is saved wrongly is refused in OMERO's words`() throws {
        let project = Self.object("Project")
        let cases: [(HTTP.Method, String, JSONValue, Status, String)] = [
            (.post, "", ["Name": "n"], .badRequest, "Need to specify @type attribute"),
            (
                .put, "", project, .badRequest,
                "No '@id' attribute. Use POST to create new objects"
            ),
            (
                .post, "", Self.object("Project", ["@id": 5]), .badRequest,
                "Object has '@id' attribute. Use PUT to update objects"
            ),
            (
                .post, "?group=5", ["@type": "2015-01#Project", "Name": "n"], .badRequest,
                "No decoder found for type: 2015-01#Project"
            ),
            (
                .post, "", project, .badRequest,
                "Specify Group in omero:details or query parameters ?group=:id"
            ),
            (
                .post, "?group=5", ["@type": .string("\(Document.schema)#Project")], .badRequest,
                "Error in decode of json data by omero_marshal"
            ),
            (
                .post, "?group=5", Self.object("Project", ["Description": 7]), .badRequest,
                "Error in decode of json data by omero_marshal"
            ),
            (
                .post, "?group=5", Self.object("Image"), .methodNotAllowed,
                "Creation of Image not supported"
            ),
            (
                .put, "?group=5", Self.object("Plate", ["@id": 5]), .methodNotAllowed,
                "Update of Plate not supported"
            ),
            (.post, "?group=77", project, .badRequest, "Group 77 not found"),
            (.post, "?group=x", project, .badRequest, "group: expected a whole number, not 'x'"),
            (
                .put, "?group=5", Self.object("Project", ["@id": 5]), .notFound,
                "Project 5 not found"
            ),
            (.post, "?group=5", [7], .badRequest, "The body is no JSON object"),
        ]
        for (method, query, body, status, text) in cases {
            let refusal = try under.refusal(Self.save + query, method, body)
            #expect(refusal == Refusal(status, text))
        }
        #expect(try events() == [])
    }

    @Test func `nobody changes what he may not, and nothing happens then`() throws {
        let id = try under.project("p")
        let before = try events()
        let path = "/api/v0/m/projects/\(id)/"
        let bob = APIUnderTest.bob
        let refused = Refusal(.forbidden, "You may not delete Project \(id)")
        #expect(try under.refusal(path, as: bob, .delete) == refused)
        let body = Self.object("Project", ["@id": .integer(id)])
        #expect(
            try under.refusal(Self.save + "?group=5", as: bob, .put, body)
                == Refusal(.forbidden, "You may not change Project \(id)")
        )
        #expect(
            try under.refusal(Self.save + "?group=0", as: bob, .post, Self.object("Project"))?
                .status == .forbidden
        )
        #expect(
            try under.refusal(Self.save + "?group=1", .post, Self.object("Project"))
                == Refusal(.forbidden, "You may not add to group 1")
        )
        #expect(throws: Refusal(.forbidden, "You may not add to group 0")) {
            try under.ask(
                Self.save + "?group=0",
                under.anybody(),
                .post,
                Self.object("Project")
            )
        }
        #expect(try events() == before)
        #expect(try under.refusal(path, as: 0, .delete) == nil)
    }

    @Test func `of what may not be seen no change tells`() throws {
        let id = try under.project("p", APIUnderTest.own(10, APIUnderTest.secret))
        let missing = Refusal(.notFound, "Project \(id) not found")
        let bob = APIUnderTest.bob
        #expect(try under.refusal("/api/v0/m/projects/\(id)/", as: bob, .delete) == missing)
        let body = Self.object("Project", ["@id": .integer(id)])
        #expect(try under.refusal(Self.save + "?group=6", as: bob, .put, body) == missing)
    }

    @Test(arguments: [
        ("images", "Image"), ("plates", "Plate"), ("wells", "Well"),
        ("experimenters", "Experimenter"), ("experimentergroups", "ExperimenterGroup"),
    ])
    func `some types are never deleted`(_ type: String, _ name: String) throws {
        #expect(
            try under.refusal("/api/v0/m/\(type)/1/", .delete)
                == Refusal(.methodNotAllowed, "Delete of \(name) not supported")
        )
    }

    @Test func `runs and regions go, what they lie in stays`() throws {
        let found = try under.plate()
        let roi = try under.catalogue.createROI(
            NewRegion(
                imageID: found.images[0],
                ownership: APIUnderTest.own(10),
                shapes: [Shape(.point(x: 1, y: 2)), Shape(.point(x: 3, y: 4))]
            )
        )
        let shapes = try under.ids("shapes/")
        _ = try under.document("/api/v0/m/shapes/\(shapes[0])/", .delete)
        #expect(try under.ids("shapes/") == [shapes[1]])
        _ = try under.document("/api/v0/m/rois/\(roi)/", .delete)
        #expect(try under.ids("shapes/") == [])
        _ = try under.document("/api/v0/m/plateacquisitions/60/", .delete)
        #expect(try under.ids("plates/50/plateacquisitions/") == [])
        #expect(try under.ids("plates/50/wells/") == [70, 71])
        _ = try under.document("/api/v0/m/screens/\(found.screen)/", .delete)
        #expect(try under.ids("plates/?orphaned=true") == [50])
    }
}
