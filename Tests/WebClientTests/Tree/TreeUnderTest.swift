import HTTP
import JSON
import Pixels
import SQLite
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

/// The tree over a catalogue of its own, with two users in a group that annotates and a private one.
final class TreeUnderTest {
    let folder: TemporaryFolder
    let catalogue: SQLiteCatalogue
    let tree: Tree

    static let shared = PeopleRows.shared
    static let secret = PeopleRows.other
    static let ann = PeopleRows.ann
    static let bob = PeopleRows.bob

    private static let people = PeopleRows.annAndBob() + PeopleRows.eveAbroad

    init(pageSize: Int = 200) throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        try catalogue.database.write { try $0.execute(Self.people) }
        tree = Tree(catalogue, pageSize: pageSize)
    }

    static func own(_ user: Int, _ group: Int = shared) -> Ownership {
        Ownership(ownerID: user, groupID: group)
    }

    /// A project, dataset or screen, whether its owner may make one or not.
    func add(_ kind: ObjectKind, _ name: String, _ owner: Ownership = own(ann)) throws -> Int {
        let texts = ContainerTexts(name: name)
        return try catalogue.database.write { try catalogue.insert(kind, texts, owner, $0) }
    }

    func addImage(
        _ name: String,
        _ owner: Ownership = own(ann),
        dataset: Int? = nil,
        acquisitionSeconds: Double? = nil
    ) throws -> Int {
        let pixels = PixelsRecord(
            format: "TIFF",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 1, t: 2),
            pixelType: .uint8,
            significantBits: 8,
            tileSize: PixelSize(width: 40, height: 20),
            levels: [PixelSize(width: 40, height: 20)],
            channels: []
        )
        let path = "/client/\(try catalogue.imageCount())"
        let state = FileState(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        let added = try catalogue.add(
            NewFileset(
                files: [OriginalFile(path: path, clientPath: path, state: state)],
                version: String(repeating: "0", count: 32),
                images: [
                    NewImage(
                        name: name,
                        description: "",
                        acquisitionSeconds: acquisitionSeconds,
                        pixels: pixels
                    )
                ],
                ownership: owner,
                datasetID: dataset,
                importedSeconds: 1_462_357_136
            )
        )
        guard case .added(_, let ids) = added else { throw Refusal(.notFound, "\(added)") }
        return try #require(ids.first)
    }

    /// Plate 50 in a screen, with well 70 whose one field is of run 61; runs 60 and 62 are empty.
    func addPlate() throws -> (screen: Int, image: Int) {
        let image = try addImage("field")
        let screen = try add(.screen, "Screen")
        try catalogue.database.write { connection in
            try connection.execute(
                """
                INSERT INTO plate (id, name, rowcount, columncount, owner_id, group_id)
                    VALUES (50, 'Plate', 2, 3, 10, 5);
                INSERT INTO plateacquisition (id, plate, position, name, starttime, endtime)
                    VALUES (60, 50, 0, 'Run', NULL, NULL), (61, 50, 1, NULL, 10.25, 3600),
                        (62, 50, 2, NULL, NULL, 5);
                INSERT INTO well (id, plate, "row", "column") VALUES (70, 50, 0, 0);
                INSERT INTO wellsample (id, well, position, image, plateacquisition)
                    VALUES (80, 70, 0, \(image), 61);
                """
            )
        }
        try catalogue.link(.screenPlate, parent: screen, child: 50, by: 10)
        return (screen, image)
    }

    func visitor(_ user: Int) throws -> Visitor {
        Visitor(
            try #require(try catalogue.experimenter(user)?.actor),
            levels: try catalogue.groupLevels()
        )
    }

    /// The answer to a query, as a user has it.
    func ask(
        _ endpoint: (Tree) -> any Endpoint,
        _ query: String = "",
        as user: Int = ann,
        _ parameters: RouteParameters = RouteParameters()
    ) throws -> JSONValue {
        let request = Request(method: .get, target: RequestTarget(path: "/", query: query))
        let response = try endpoint(tree).respond(to: request, parameters, visitor(user))
        return try #require(JSONReader.document(response.text))
    }

    /// The answer to a form that is sent, as a user has it.
    func post(
        _ endpoint: any Endpoint,
        _ fields: [(String, String)],
        as user: Int = ann
    ) throws -> JSONValue {
        let body = fields.map { $0.0 + "=" + PercentCoding.encode($0.1) }.joined(separator: "&")
        let type = "application/x-www-form-urlencoded"
        return try send(endpoint, body, type, as: user)
    }

    func send(
        _ endpoint: any Endpoint,
        _ body: String,
        _ mediaType: String = "application/json",
        _ method: HTTP.Method = .post,
        query: String? = nil,
        as user: Int = ann
    ) throws -> JSONValue {
        var request = Request(
            method: method,
            target: RequestTarget(path: "/", query: query),
            fields: RequestFields([(name: "Content-Type", value: mediaType)])
        )
        request.body = Array(body.utf8)
        let response = try endpoint.respond(to: request, RouteParameters(), visitor(user))
        return try #require(JSONReader.document(response.text))
    }

    /// Makes the shared group one of another level.
    func share(_ level: GroupLevel) throws {
        try catalogue.database.write { connection in
            try connection.run(
                "UPDATE experimentergroup SET permissions = ? WHERE id = ?",
                level.text,
                Self.shared
            )
        }
    }

    /// Links an annotation to a thing, whether anybody may.
    func annotate(
        _ object: ObjectReference,
        _ value: AnnotationValue,
        namespace: String? = nil,
        _ owner: Ownership = own(ann)
    ) throws -> Int {
        let annotation = NewAnnotation(value, namespace: namespace, ownership: owner)
        let id = try catalogue.createAnnotation(annotation)
        _ = try catalogue.annotate(object, with: id, by: owner.ownerID)
        return id
    }

    func containers(_ query: String = "", as user: Int = ann) throws -> JSONValue {
        try ask({ ContainersEndpoint($0) }, query, as: user)
    }

    /// The items of a list.
    func list(
        _ list: TreeListEndpoint.List,
        _ query: String = "",
        as user: Int = ann
    ) throws -> [JSONValue] {
        let answer = try ask({ TreeListEndpoint($0, list) }, query, as: user)
        return try #require(answer.members?.first?.value.elements)
    }

    func refusal(_ ask: () throws -> Void) throws -> Refusal? {
        do {
            try ask()
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}

extension [JSONValue] {
    var ids: [Int] { compactMap { $0["id"]?.integer } }
}
