import Codecs
import HTTP
import Repository
import SharedState
import TestSupport
import Testing
import WebAccess

@testable import WebClient

@Suite struct `Photographs of users` {
    private let under: ChangesUnderTest
    private let login: Login

    init() throws {
        under = try ChangesUnderTest()
        let folder = under.under.folder
        let shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        login = Login(people: under.under.catalogue, shared: shared, cookies: CookieRules()) { _ in
        }
    }

    /// A red picture.
    private static func png(width: Int, height: Int) throws -> [UInt8] {
        let pixel: [UInt8] = [255, 0, 0]
        return try PNG.encode(
            (0..<width * height).flatMap { _ in pixel },
            width: width,
            height: height,
            samplesPerPixel: 3
        )
    }

    private func avatar(_ id: Int) throws -> Response {
        try ask(AvatarEndpoint(under.under.catalogue), "/\(id)/", .get)
    }

    private func ask(
        _ endpoint: any Endpoint,
        _ path: String,
        _ method: HTTP.Method,
        _ file: [UInt8] = [],
        as user: Int? = 10
    ) throws -> Response {
        let patterns = ["/<id:int>/", "/<id:int>/<action>/"]
        let router = Router(patterns.map { (pattern: RoutePattern($0), route: 0) })
        guard case .found(_, let parameters) = router.match(path: path) else {
            throw Refusal(.notFound, path)
        }
        let head = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"<p>\"\r\n\r\n"
        let request = Request(
            method: method,
            target: RequestTarget(path: path),
            fields: RequestFields([("Content-Type", "multipart/form-data; boundary=b")]),
            body: Array(head.utf8) + file + Array("\r\n--b--\r\n".utf8)
        )
        return try endpoint.respond(to: request, parameters, under.visitor(user))
    }

    private func change(
        _ path: String,
        _ file: [UInt8] = [],
        _ method: HTTP.Method = .post,
        as user: Int? = 10
    ) throws -> Response {
        let context = PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 3)
        return try ask(ChangeAvatarEndpoint(login, context), path, method, file, as: user)
    }

    private static func bytes(_ response: Response) -> [UInt8] {
        if case .bytes(let bytes) = response.body { bytes } else { [] }
    }

    @Test func `who gave none has a picture of his own making, and so has nobody`() throws {
        for id in [10, 4711] {
            let response = try avatar(id)
            #expect(response["Content-Type"] == "image/png")
            let size = try PNG.size(of: Self.bytes(response))
            #expect((size.width, size.height) == (64, 64))
        }
    }

    @Test func `a photograph is kept small, as a JPEG, and goes when it is deleted`() throws {
        let response = try change("/10/upload/", Self.png(width: 600, height: 300))
        #expect(response.status == .found)
        #expect(response["Location"] == "/omero/webadmin/change_avatar/10/")
        let photo = try avatar(10)
        #expect(photo["Content-Type"] == "image/jpeg")
        let picture = try JPEG.decode(Self.bytes(photo), pixelsMax: 1_000_000)
        #expect((picture.width, picture.height) == (150, 75))
        #expect(picture.bytes[0] > 240 && picture.bytes[1] < 15)
        #expect(try change("/10/", [], .get).text.contains("deletephoto/"))
        _ = try change("/10/deletephoto/")
        #expect(try avatar(10)["Content-Type"] == "image/png")
        #expect(try !change("/10/", [], .get).text.contains("deletephoto/"))
    }

    @Test func `what is no picture is refused on the page, and the old one stays`() throws {
        _ = try change("/10/upload/", Self.png(width: 2, height: 2))
        let kept = Self.bytes(try avatar(10))
        let torn = Array(try Self.png(width: 60, height: 60).prefix(40))
        let markup = Array("<script>alert(1)</script>".utf8)
        let long = [UInt8](repeating: 0xFF, count: ReceivedPhoto.bytesMax + 1)
        for file in [[], markup, torn, Array("GIF89a".utf8), long] {
            let response = try change("/10/upload/", file)
            #expect(response.status == .badRequest)
            #expect(response.text.contains("role=\"alert\">photo: "))
        }
        #expect(Self.bytes(try avatar(10)) == kept)
    }

    @Test func `nobody changes the photograph of another`() throws {
        let file = try Self.png(width: 2, height: 2)
        for user in [11, 0, nil] {
            #expect(throws: Refusal(.notFound, "Nobody changes the photograph of others")) {
                _ = try change("/10/upload/", file, as: user)
            }
        }
        #expect(throws: PeopleError.notAllowed("change the photograph of ann")) {
            try under.under.catalogue.setPhoto(file, ofExperimenter: 10, by: .root)
        }
        #expect(throws: Refusal(.notFound, "A photograph is uploaded or deleted, not 'crop'")) {
            _ = try change("/10/crop/")
        }
        #expect(try avatar(10)["Content-Type"] == "image/png")
    }
}
