import HTTP
import JSON
import TestSupport
import Testing
import WebAccess

@testable import Figure
@testable import Repository

@Suite struct `Saved figures` {
    private let under: FigureUnderTest

    init() throws { under = try FigureUnderTest() }

    private func text(_ image: Int, name: String = "One") -> String {
        #"{"figureName":"\#(name)","version":9,"panels":[{"imageId":\#(image),"x":1.5,"#
            + #""labels":[{"text":"<b>\u202eα"}]},{"imageId":"https://x/y.zarr"}],"extra":null}"#
    }

    private func save(_ text: String, id: Int? = nil, as user: Int = 10) throws -> Int {
        let fields = [("figureJSON", text)] + (id.map { [("fileId", "\($0)")] } ?? [])
        let answer = try under.post(
            SaveFigureEndpoint(under.application),
            fields,
            as: user
        )
        return try #require(Int(answer.text))
    }

    private func load(_ id: Int, as user: Int = 10) throws -> JSONValue {
        try under.get(LoadFigureEndpoint(under.application), "/f/<id:int>/", "/f/\(id)/", as: user)
            .json
    }

    private func list(as user: Int = 10) throws -> [JSONValue] {
        try #require(
            try under.get(ListFiguresEndpoint(under.application), "/f/", "/f/", as: user)
                .json.elements
        )
    }

    @Test func `a figure comes back as it was saved, with its group and who may change it`() throws
    {
        let image = try under.addImage()
        let id = try save(text(image))
        var loaded = try #require(try load(id).members)
        #expect(loaded.first { $0.name == "canEdit" }?.value == true)
        #expect(loaded.first { $0.name == "group" }?.value == ["id": 5, "name": "shared"])
        loaded.removeAll { ["canEdit", "group"].contains($0.name) }
        #expect(.object(loaded) == JSONReader.document(text(image)))
        #expect(try load(id, as: 11)["canEdit"] == false)
    }

    @Test func `lists show the figures that somebody sees, with what they are of`() throws {
        let image = try under.addImage()
        let id = try save(text(image))
        let item = try #require(try list(as: 11).first)
        #expect(item["id"] == .integer(id) && item["name"] == "One")
        #expect(item["owner"] == ["id": 10, "firstName": "Ann", "lastName": "Zola"])
        #expect(item["canEdit"] == false && item["ownerFullName"] == "Ann Zola")
        let summary = JSONReader.document(item["description"]?.string ?? "")
        #expect(summary?["imageId"] == .integer(image) && summary?["name"] == "One")
        #expect(try list(as: 12).isEmpty)
        #expect(throws: Refusal(.notFound, "Figure File-Annotation \(id) not found")) {
            try load(id, as: 12)
        }
    }

    @Test func `a figure is in the group of its first image, else where its author works`() throws {
        let secret = try under.addImage(10, group: 6)
        _ = try save(text(secret))
        #expect(try list(as: 11).isEmpty)
        _ = try save(#"{"panels":[]}"#)
        let item = try #require(try list(as: 11).first)
        #expect(item["group"]?["id"] == 5)
        #expect(item["name"]?.string?.hasPrefix("Figure_20") == true)
        #expect(item["description"] == "{}")
    }

    @Test func `saving again replaces the file, and leaves none behind`() throws {
        let image = try under.addImage()
        let id = try save(text(image))
        let before = try #require(try under.catalogue.annotation(id))
        let path = try under.application.figure(id, under.visitor(10)).file.path
        #expect(try save(text(image, name: "Two"), id: id) == id)
        let after = try under.application.figure(id, under.visitor(10))
        #expect(after.annotation.value == before.value && after.file.name == "Two")
        #expect(after.file.path != path && !under.folder.exists(path))
        #expect(try load(id)["figureName"] == "Two")
    }

    @Test func `others' figures are neither written over nor deleted, and nothing is lost`() throws
    {
        let image = try under.addImage()
        let id = try save(text(image))
        let path = try under.application.figure(id, under.visitor(10)).file.path
        #expect(throws: PeopleError.self) { try save(text(image, name: "No"), id: id, as: 11) }
        let delete = DeleteFigureEndpoint(under.application)
        #expect(throws: PeopleError.self) {
            try under.post(delete, [("fileId", "\(id)")], as: 11)
        }
        #expect(throws: RepositoryError.self) {
            try under.post(delete, [("fileId", "\(id)")], as: 12)
        }
        #expect(under.folder.exists(path))
        #expect(try under.folder.fileCount("Attachments") == 1)
        #expect(try under.post(delete, [("fileId", "\(id)")]).text == "Deleted OK")
        #expect(try list().isEmpty && !under.folder.exists(path))
    }

    @Test func `a file stays while another annotation is about it`() throws {
        let id = try save(text(under.addImage()))
        let figure = try under.application.figure(id, under.visitor(10))
        let other = try under.catalogue.createAnnotation(
            NewAnnotation(
                figure.annotation.value,
                namespace: FigureApplication.namespace,
                ownership: figure.annotation.ownership
            )
        )
        let delete = DeleteFigureEndpoint(under.application)
        #expect(try under.post(delete, [("fileId", "\(id)")]).text == "Deleted OK")
        #expect(try load(other)["figureName"] == "One")
        #expect(try under.post(delete, [("fileId", "\(other)")]).text == "Deleted OK")
        #expect(!under.folder.exists(figure.file.path))
    }

    @Test func `a file that is no figure is not deleted as one`() throws {
        let kept = try under.application.files.keep([1])
        let id = try under.catalogue.attach(
            NewAttachment(
                name: "n",
                mediaType: nil,
                path: kept.path,
                state: kept.state,
                ownership: Ownership(ownerID: 10, groupID: 5)
            ),
            namespace: "other",
            description: nil,
            by: try under.visitor(10).actor
        )
        #expect(throws: RepositoryError.noSuchObject(ObjectReference(.annotation, id))) {
            try under.post(DeleteFigureEndpoint(under.application), [("fileId", "\(id)")])
        }
    }

    @Test(arguments: ["", "no JSON", "[]", "{}", #"{"panels":3}"#])
    func `what is no figure is refused`(_ text: String) throws {
        #expect(throws: Refusal.self) { try save(text) }
        #expect(try list().isEmpty)
    }

    @Test func `a figure moves into groups of its owner, and is seen there alone`() throws {
        let image = try under.addImage()
        let id = try save(text(image))
        let move = MoveFigureEndpoint(under.application)
        func fields(_ group: Int) -> [(String, String)] {
            [("ann_id", "\(id)"), ("group_id", "\(group)")]
        }
        #expect(try under.post(move, fields(7)).json["error"] != nil)
        #expect(try under.post(move, fields(KnownPeople.userGroup)).json["error"] != nil)
        #expect(try under.post(move, fields(6), as: 11).json["error"] != nil)
        #expect(try under.post(move, fields(6)).json == ["success": true])
        #expect(try list(as: 11).isEmpty && list().first?["group"]?["id"] == 6)
    }
}
