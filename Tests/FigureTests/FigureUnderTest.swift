import HTTP
import JSON
import Pixels
import SQLite
import SharedState
import Telemetry
import TestSupport
import Testing
import WebAccess
import WebClient
import WebGateway

@testable import Figure
@testable import Repository

/// OMERO.figure over a catalogue of its own: ann and bob share a group that annotates (5) and a
/// private one (6), eve is a stranger to both.
final class FigureUnderTest {
    let folder: TemporaryFolder
    let catalogue: SQLiteCatalogue
    let application: FigureApplication

    static let ann = PeopleRows.ann
    static let bob = PeopleRows.bob
    static let eve = PeopleRows.eve

    private static let people = PeopleRows.annAndBob() + PeopleRows.eveAbroad

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.db"), isDurable: false)
        try catalogue.database.write { try $0.execute(Self.people) }
        let shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        let gateway = Gateway(
            records: ImageRecords(catalogue),
            images: OpenImages(),
            pictures: RenderedPictures(shared.cache) { Issue.record("not kept: \($0)") },
            metrics: WorkerMetrics(routes: ["none"], policies: [])
        )
        application = FigureApplication(
            gateway,
            catalogue,
            AttachmentFolder(path: folder.path("Attachments")),
            PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 200),
            CookieRules(),
            StaticFolders([folder.path("static")]),
            activeChannels: 12
        )
    }

    func addImage(_ owner: Int = ann, group: Int = 5, dataset: Int? = nil) throws -> Int {
        let pixels = PixelsRecord(
            format: "TIFF",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 1, t: 2),
            pixelType: .int16,
            significantBits: 16,
            physicalSize: PhysicalSize(xMicrometres: 0.5, zMicrometres: 2),
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
                images: [NewImage(name: "i", description: "", pixels: pixels)],
                ownership: Ownership(ownerID: owner, groupID: group),
                datasetID: dataset,
                importedSeconds: 1_462_357_136
            )
        )
        guard case .added(_, let ids) = added else { throw Refusal(.notFound, "\(added)") }
        return try #require(ids.first)
    }

    func visitor(_ user: Int, group: Int = 5) throws -> Visitor {
        let record = SessionRecord(
            userID: user,
            groupID: group,
            createdSeconds: 0,
            lastSeenSeconds: 0
        )
        return Visitor(
            try #require(try catalogue.experimenter(user)?.actor),
            levels: try catalogue.groupLevels(),
            session: .init(token: "t", record: record, seenSeconds: 0)
        )
    }

    func get(
        _ endpoint: any Endpoint,
        _ pattern: String,
        _ target: String,
        as user: Int = ann
    ) throws -> Response {
        try ask(endpoint, .get, pattern, target, "", visitor(user))
    }

    /// A form, written like a query.
    func post(
        _ endpoint: any Endpoint,
        _ fields: [(String, String)],
        as user: Int = ann,
        group: Int = 5
    ) throws -> Response {
        let body = fields.map { "\($0.0)=\(PercentCoding.encode($0.1, keep: ""))" }
            .joined(separator: "&")
        return try ask(endpoint, .post, "/f/", "/f/", body, visitor(user, group: group))
    }

    private func ask(
        _ endpoint: any Endpoint,
        _ method: HTTP.Method,
        _ pattern: String,
        _ target: String,
        _ body: String,
        _ visitor: Visitor
    ) throws -> Response {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let router = Router([(pattern: RoutePattern(pattern), route: 0)])
        guard case .found(_, let parameters) = router.match(path: parts[0]) else {
            throw Refusal(.notFound, "\(target) does not fit \(pattern)")
        }
        var request = Request(
            method: method,
            target: RequestTarget(path: parts[0], query: parts.count > 1 ? parts[1] : nil),
            fields: RequestFields([("Content-Type", "application/x-www-form-urlencoded")])
        )
        request.body = Array(body.utf8)
        return try endpoint.respond(to: request, parameters, visitor)
    }
}

extension Response {
    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    var json: JSONValue { JSONReader.document(text) ?? .null }
}
