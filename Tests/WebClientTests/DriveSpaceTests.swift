import HTTP
import JSON
import SQLite
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

/// Every image of the catalogue here has one file of three bytes.
@Suite struct `Drive space` {
    private let under: ChangesUnderTest
    private let image: Int

    init() throws {
        under = try ChangesUnderTest()
        image = try under.under.addImage("i")
        _ = try under.under.addImage("j")
        _ = try under.under.addImage("k", TreeUnderTest.own(11))
        _ = try under.under.addImage("secret", TreeUnderTest.own(11, 6))
    }

    private var catalogue: SQLiteCatalogue { under.under.catalogue }

    private func ask(
        _ question: DriveSpaceEndpoint.Question,
        _ id: Int? = nil,
        as user: Int? = 10
    ) throws -> JSONValue {
        let path = id.map { "/\($0)/" } ?? "/"
        let patterns = ["/", "/<id:int>/"].map { (pattern: RoutePattern($0), route: 0) }
        guard case .found(_, let parameters) = Router(patterns).match(path: path) else {
            throw Refusal(.notFound, path)
        }
        let response = try DriveSpaceEndpoint(catalogue, question).respond(
            to: Request(method: .get, target: RequestTarget(path: path)),
            parameters,
            under.visitor(user)
        )
        return try #require(JSONReader.document(response.text))
    }

    private func space(_ group: Int, _ owner: Int) throws -> Int? {
        try catalogue.driveSpace(ListFilter(.everything, ownerID: owner, groupID: group)).first?
            .byteCount
    }

    @Test func `groups and users come by their sizes, the largest first`() throws {
        let secret: JSONValue = ["label": "Secret", "data": 3, "groupId": 6]
        let shared: JSONValue = ["label": "shared", "data": 9, "groupId": 5]
        #expect(try ask(.groups, as: 0) == .array([shared, secret]))
        let ann: JSONValue = ["label": "Ann Zola", "data": 6, "userId": 10]
        let bob: JSONValue = ["label": "Bob Abel", "data": 6, "userId": 11]
        #expect(try ask(.users, as: 0) == .array([ann, bob]))
        #expect(try ask(.groupsOfUser, 11, as: 0).elements?.first?["data"] == 3)
    }

    @Test func `who has files in a group is told with whether he is still in it`() throws {
        try catalogue.leave(experimenter: 11, group: 5, by: .root)
        let ann: JSONValue = [
            "label": "Ann Zola", "data": 6, "userId": 10, "memberOfGroup": true,
        ]
        let bob: JSONValue = [
            "label": "Bob Abel", "data": 3, "userId": 11, "memberOfGroup": false,
        ]
        #expect(try ask(.usersOfGroup, 5) == .array([ann, bob]))
    }

    @Test func `nobody is told of files he does not see`() throws {
        #expect(try ask(.groups).elements?.first?["label"] == "shared")
        #expect(try ask(.groups).elements?.count == 1)
        #expect(try ask(.usersOfGroup, 6) == [])
        #expect(try ask(.groupsOfUser, 11).elements?.count == 1)
        #expect(try ask(.groups, as: ChangesUnderTest.eve) == [])
        #expect(try ask(.usersOfGroup, 5, as: ChangesUnderTest.eve) == [])
        #expect(try ask(.users, as: nil).elements?.count == 2)
    }

    @Test func `what moves, changes and goes takes its bytes along`() throws {
        _ = try catalogue.transfer(
            Transfer([ObjectReference(.image, image)], to: .group(6)),
            isDryRun: false,
            by: under.visitor(10).actor
        )
        #expect(try [space(5, 10), space(6, 10), space(6, 11)] == [3, 3, 3])
        let file = try catalogue.createAttachment(
            NewAttachment(
                name: "a",
                mediaType: "text/plain",
                path: "/a",
                state: FileState(device: 1, inode: 2, sizeBytes: 100, modifiedNanoseconds: 4),
                ownership: TreeUnderTest.own(10)
            )
        )
        #expect(try space(5, 10) == 103)
        try catalogue.database.write { connection in
            try connection.run("UPDATE originalfile SET size = 50 WHERE id = ?", file)
        }
        #expect(try space(5, 10) == 53)
        try catalogue.database.write { connection in
            try connection.run("DELETE FROM originalfile WHERE id = ?", file)
            try connection.run("DELETE FROM fileset WHERE group_id = 6")
        }
        #expect(try [space(5, 10), space(6, 10), space(6, 11)] == [3, nil, nil])
    }

    @Test func `an attachment that is given away is its new owner's, and so are its bytes`() throws
    {
        let file = NewAttachment(
            name: "a",
            mediaType: "text/plain",
            path: "/a",
            state: FileState(device: 1, inode: 2, sizeBytes: 100, modifiedNanoseconds: 4),
            ownership: TreeUnderTest.own(10)
        )
        _ = try under.under.annotate(
            ObjectReference(.image, image),
            .file(try catalogue.createAttachment(file))
        )
        #expect(try [space(5, 10), space(5, 11)] == [106, 3])
        _ = try catalogue.transfer(
            Transfer([ObjectReference(.image, image)], to: .owner(11)),
            isDryRun: false,
            by: .root
        )
        #expect(try [space(5, 10), space(5, 11)] == [3, 106])
    }

    @Test func `the page shows what its visitor sees, and names are no markup`() throws {
        let context = PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 3)
        let hostile = "<img src=x onerror='\"&"
        let details = GroupDetails(name: hostile, level: .readAnnotate)
        try catalogue.change(group: 5, to: details, by: .root)
        func page(as user: Int?) throws -> String {
            try StatisticsEndpoint(catalogue, context).respond(
                to: Request(method: .get, target: RequestTarget(path: "/")),
                RouteParameters(),
                under.visitor(user)
            ).text
        }
        #expect(try page(as: 10).contains("<td>\(HTML.escape(hostile))</td><td>9 bytes</td>"))
        #expect(try page(as: 10).contains("<td>Ann Zola</td><td>6 bytes</td><td>66.7 %</td>"))
        #expect(try !page(as: 10).contains("<img"))
        #expect(try !page(as: 10).contains("Secret"))
        #expect(try page(as: ChangesUnderTest.eve).contains("Files that you may see: 0 bytes."))
    }
}
