import HTTP
import JSON
import Pixels
import SQLite
import SharedState
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebClient

/// What people change of the tree, over the catalogue of `TreeUnderTest`.
final class ChangesUnderTest {
    let under: TreeUnderTest
    let changes: ObjectChanges

    /// Of the group `shared`, where members annotate; of another group; nobody's.
    static let (ann, bob, eve) = (10, 11, 12)

    init() throws {
        under = try TreeUnderTest()
        changes = ObjectChanges(under.catalogue, dataFolder: under.folder.path("data"))
    }

    /// A user, or the public visitor, who is nobody's and sees the shared group.
    func visitor(_ user: Int?) throws -> Visitor {
        guard let user else {
            var actor = Actor.anybody
            actor.openGroups = [TreeUnderTest.shared]
            return Visitor(actor, levels: try under.catalogue.groupLevels())
        }
        let plain = try under.visitor(user)
        let record = SessionRecord(
            userID: user,
            groupID: TreeUnderTest.shared,
            createdSeconds: 1,
            lastSeenSeconds: 1
        )
        return Visitor(
            plain.actor,
            levels: plain.levels,
            session: Visitor.ActiveSession(token: "t", record: record, seenSeconds: 1)
        )
    }

    /// Posts a form to a path below `/webclient/`, such as `savename/image/5/`.
    @discardableResult
    func post(
        _ endpoint: (ObjectChanges) -> any Endpoint,
        _ path: String,
        _ fields: [(String, String)] = [],
        as user: Int? = ann,
        mediaType: String = "application/x-www-form-urlencoded"
    ) throws -> JSONValue {
        let form = fields.map { "\($0)=\(PercentCoding.encode($1, keep: ""))" }
        let request = Request(
            method: .post,
            target: RequestTarget(path: path),
            fields: RequestFields([("Content-Type", mediaType)]),
            body: Array(form.joined(separator: "&").utf8)
        )
        let patterns = ["/", "/<type>/<id:int>/", "/<id:int>/"]
        let router = Router(patterns.map { (pattern: RoutePattern($0), route: 0) })
        guard case .found(_, let parameters) = router.match(path: path) else {
            throw Refusal(.notFound, path)
        }
        let response = try endpoint(changes).respond(to: request, parameters, visitor(user))
        return try #require(JSONReader.document(response.text))
    }

    /// Adds files with several images each: one fileset of so many images.
    func addFileset(images count: Int, dataset: Int?, path: String, client: String) throws -> [Int]
    {
        let pixels = PixelsRecord(
            format: "TIFF",
            dimensions: Dimensions(x: 4, y: 2, z: 1, c: 2, t: 1),
            pixelType: .uint8,
            significantBits: 8,
            tileSize: PixelSize(width: 4, height: 2),
            levels: [PixelSize(width: 4, height: 2)],
            channels: ["a", "b"].map {
                ChannelRecord(metadata: ChannelMetadata(name: $0), statistics: nil)
            }
        )
        let state = FileState(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        let added = try under.catalogue.add(
            NewFileset(
                files: [OriginalFile(path: path, clientPath: client, state: state)],
                version: String(repeating: "0", count: 32),
                images: (0..<count).map {
                    NewImage(name: "\(client) \($0)", description: "", pixels: pixels)
                },
                ownership: TreeUnderTest.own(Self.ann),
                datasetID: dataset,
                importedSeconds: 1
            )
        )
        guard case .added(_, let ids) = added else { throw Refusal(.notFound, "\(added)") }
        return ids
    }

    /// A text of every kind that is dangerous somewhere.
    static let hostile =
        "<script>alert('1')</script> \"&amp;\u{1}\u{202E}\u{5D0}\u{5D1} 100%_\\"
        + String(repeating: "ü", count: 10_000)
}
