import HTTP
import Kernel
import Pixels
import Repository
import Testing

@testable import WebGateway

@Suite struct `Thumbnails` {
    private let test: GatewayUnderTest
    private let stack: Int
    private let endpoint: ThumbnailEndpoint
    private let pattern = "/t/<id:int>/<w:int>/"

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
        endpoint = ThumbnailEndpoint(test.gateway)
    }

    @Test func `without a size the longest side has 96 pixels`() throws {
        let response = try endpoint.answer("/t/<id:int>/", "/t/\(stack)/")
        #expect(response["Content-Type"] == "image/jpeg")
        #expect(try response.pictureSize() == PixelSize(width: 96, height: 48))
    }

    @Test func `one size is the longest side, two are the picture's exactly`() throws {
        let one = try endpoint.answer(pattern, "/t/\(stack)/33/")
        #expect(try one.pictureSize() == PixelSize(width: 33, height: 16))
        let two = try endpoint.answer("/t/<id:int>/<w:int>/<h:int>/", "/t/\(stack)/33/44/")
        #expect(try two.pictureSize() == PixelSize(width: 33, height: 44))
    }

    @Test(arguments: ["0", "2049", "99999999999"])
    func `a size beyond the limits is not found`(width: String) throws {
        #expect(throws: Refusal(.notFound, "A thumbnail has 1 to 2048 pixels a side")) {
            try endpoint.answer(pattern, "/t/\(stack)/\(width)/")
        }
    }

    @Test func `sections and time points are told apart, the middle section is the default`() throws
    {
        let plain = try endpoint.answer(pattern, "/t/\(stack)/20/")
        let middle = try endpoint.answer(pattern, "/t/\(stack)/20/?z=1&t=0")
        let other = try endpoint.answer(pattern, "/t/\(stack)/20/?z=2&t=1")
        #expect(plain.bytes == middle.bytes)
        #expect(plain["ETag"] == middle["ETag"])
        #expect(plain["ETag"] != other["ETag"])
    }

    @Test func `a section that is none, or an image that is none, is not found`() throws {
        let text = "Image:\(stack) has no plane z=3, t=0: it has 3 sections and 2 time points"
        #expect(throws: Refusal(.notFound, text)) {
            try endpoint.answer(pattern, "/t/\(stack)/20/?z=3")
        }
        #expect(throws: Refusal(.notFound, "Image:77 not found")) {
            try endpoint.answer(pattern, "/t/77/20/")
        }
    }

    @Test func `parameters that only bust caches do not change the picture`() throws {
        let plain = try endpoint.answer(pattern, "/t/\(stack)/20/")
        let busted = try endpoint.answer(pattern, "/t/\(stack)/20/?rev=7&_=1&z=first")
        #expect(plain["ETag"] == busted["ETag"])
    }

    @Test func `who has the picture already is told so`() throws {
        let tag = try #require(try endpoint.answer(pattern, "/t/\(stack)/20/")["ETag"])
        for field in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
            let again = try endpoint.answer(pattern, "/t/\(stack)/20/", [("If-None-Match", field)])
            #expect(again.status == .notModified)
            #expect(again.bytes.isEmpty)
            #expect(again["ETag"] == tag)
        }
        let other = try endpoint.answer(pattern, "/t/\(stack)/20/", [("If-None-Match", "\"x\"")])
        #expect(other.status == .ok)
    }

    @Test func `who asks by date is told when the file was recorded`() throws {
        let target = "/t/\(stack)/20/"
        let record = try #require(try test.catalogue.image(stack))
        let date = HTTPDate.text(unixSeconds: record.recordedSeconds)
        #expect(try endpoint.answer(pattern, target)["Last-Modified"] == date)
        func answer(_ seconds: Int) throws -> Response {
            let field = ("If-Modified-Since", HTTPDate.text(unixSeconds: seconds))
            return try endpoint.answer(pattern, target, [field])
        }
        #expect(try answer(record.recordedSeconds).status == .notModified)
        #expect(try answer(record.recordedSeconds + 60).status == .notModified)
        #expect(try answer(record.recordedSeconds - 1).status == .ok)
    }

    @Test func `a loop answers once the image and its picture are known`() throws {
        let target = "/t/\(stack)/21/"
        #expect(try endpoint.answerAtOnce(pattern, target) == nil)
        let made = try endpoint.answer(pattern, target)
        let known = try #require(try endpoint.answerAtOnce(pattern, target))
        #expect(known.bytes == made.bytes)
        #expect(known["ETag"] == made["ETag"])
    }

    @Test func `an image that was imported anew is not answered from memory`() throws {
        let target = "/t/\(stack)/21/"
        let before = try endpoint.answer(pattern, target)
        #expect(try endpoint.answerAtOnce(pattern, target) != nil)
        let file = try #require(try test.catalogue.image(stack)).filesetID
        let files = try test.catalogue.originalFiles(ofFileset: file)
        let record = try #require(try test.catalogue.image(stack))
        _ = try test.catalogue.replace(
            filesetID: file,
            with: .init(
                files: files,
                version: "another",
                images: [.init(name: record.name, pixels: record.pixels)],
                importedSeconds: 1
            )
        )
        // Looks at the catalogue are some time apart; this is the next one.
        try test.gateway.records.refresh(now: MonotonicTime.now().adding(seconds: 1))
        _ = try test.gateway.records.record(stack)
        let request = Request(method: .get, target: RequestTarget(path: "/same/"))
        let fresh = try #require(try test.catalogue.image(stack))
        let shown = ShownImage(inDefaults: fresh)
        let prepared = try test.gateway.prepared.picture(request.target, shown) {
            PreparedPicture(try endpoint.picture(of: shown, request, RouteParameters()))
        }
        #expect(prepared.tag.text != before["ETag"])
        #expect(try endpoint.answerAtOnce(pattern, target) == nil)
    }

    @Test func `the placeholder is a picture of the size asked for that nobody keeps`() throws {
        let response = try PlaceholderPicture.response(side: 64)
        #expect(try response.pictureSize() == PixelSize(width: 64, height: 64))
        #expect(response["Cache-Control"] == "no-store")
        let large = try PlaceholderPicture.response(side: .max)
        #expect(try large.pictureSize() == PixelSize(width: 512, height: 512))
        #expect(try PlaceholderPicture.response(side: 0).pictureSize().width == 1)
    }
}
