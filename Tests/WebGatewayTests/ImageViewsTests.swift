import Codecs
import Foundation
import HTTP
import JSON
import Pixels
import Repository
import TestSupport
import Testing

@testable import WebGateway

@Suite struct `Other views of an image` {
    private let test: GatewayUnderTest
    private let stack: Int

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
    }

    private func document(_ response: Response) throws -> JSONValue {
        #expect(response["Content-Type"] == "application/json")
        return try #require(JSONReader.document(response.text))
    }

    private func split(_ query: String) throws -> Response {
        try SplitChannelEndpoint(test.gateway).answer(
            "/s/<id:int>/<z:int>/<t:int>/",
            "/s/\(stack)/0/0/" + query
        )
    }

    @Test(arguments: [("c", "c"), ("g", "g")])
    func `split channels have the size that imgData announces`(
        _ model: String,
        _ member: String
    ) throws {
        let data = ImageDataEndpoint(test.gateway)
        let path = "/d/\(stack)/split_channel/"
        let grid = try #require(
            try document(data.answer("/d/<id:int>/<key>/", path))[member]
        )
        let size = try split("?m=" + model).pictureSize()
        #expect(size.width == grid["width"]?.integer)
        #expect(size.height == grid["height"]?.integer)
    }

    @Test func `split channels have a quality of 0.9 of their own`() throws {
        #expect(try split("")["ETag"] == split("?q=0.9")["ETag"])
        #expect(try split("")["ETag"] != split("?q=0.85")["ETag"])
    }

    private static let dataPrefix = "data:image/jpeg;base64,"

    @Test func `a thumbnail as text is the thumbnail`() throws {
        let texts = ThumbnailTextEndpoint(test.gateway)
        let text = try #require(
            try document(texts.answer("/t/<id:int>/<w:int>/", "/t/\(stack)/33/")).string
        )
        let picture = try ThumbnailEndpoint(test.gateway).answer(
            "/t/<id:int>/<w:int>/",
            "/t/\(stack)/33/"
        )
        #expect(text == Self.dataPrefix + Data(picture.bytes).base64EncodedString())
        let wrapped = try texts.answer("/t/<id:int>/", "/t/\(stack)/?callback=show")
        #expect(wrapped.text.hasPrefix("show(\"data:image/jpeg;base64,"))
    }

    @Test(arguments: 0..<7)
    func `base 64 is Foundation's`(_ count: Int) {
        let bytes = (0..<count).map { UInt8(255 - 37 * $0) }
        #expect(
            String(decoding: Base64Text.encode(bytes), as: UTF8.self)
                == Data(bytes).base64EncodedString()
        )
    }

    private func thumbnails(_ query: String, _ gateway: Gateway? = nil) throws -> Response {
        try ThumbnailsEndpoint(gateway ?? test.gateway).answer("/t/<w:int>/", "/t/24/" + query)
    }

    @Test func `several thumbnails come by the numbers of their images, null for none`() throws {
        let other = try test.addPyramid()
        let query = "?id=\(stack)&id=\(other)&id=\(stack)&id=999&id=x"
        let found = try document(thumbnails(query))
        #expect(found.members?.map(\.name) == ["\(stack)", "\(other)", "999"])
        #expect(found["\(other)"]?.string?.hasPrefix(Self.dataPrefix) == true)
        #expect(found["999"] == .null)
        #expect(try document(thumbnails("?id=999")) == ["999": .null])
        #expect(try document(thumbnails("")).members?.isEmpty == true)
    }

    @Test func `an image whose file is gone has no thumbnail, and the others have theirs`() throws {
        let other = try test.addPyramid()
        try FileManager.default.removeItem(atPath: test.folder.path("stack.ome.tif"))
        let found = try document(thumbnails("?id=\(stack)&id=\(other)"))
        #expect(found["\(stack)"] == .null)
        #expect(found["\(other)"]?.string != nil)
    }

    @Test func `more thumbnails than the limit are refused in OMERO's words`() throws {
        let many = "?" + (1...51).map { "id=\($0)" }.joined(separator: "&")
        let response = try thumbnails(many)
        #expect(response.status == .badRequest)
        #expect(response["Content-Type"] == "text/javascript")
        #expect(response.text == "Max 50 thumbnails at a time.")
        let twice = "?" + (1...51).map { "id=\($0 % 50 + 1)" }.joined(separator: "&")
        #expect(try thumbnails(twice).status == .ok)
    }

    @Test func `a plot is a GIF that lies over the plane`() throws {
        let row = LinePlotEndpoint(test.gateway, .row)
        let pattern = "/p/<id:int>/<z:int>/<t:int>/<y:int>/<w:int>/"
        let response = try row.answer(pattern, "/p/\(stack)/0/0/5/2/")
        #expect(response["Content-Type"] == "image/gif")
        #expect(response.bytes[6] == 40 && response.bytes[8] == 20)
        let column = LinePlotEndpoint(test.gateway, .column)
        let other = try column.answer(
            "/p/<id:int>/<z:int>/<t:int>/<x:int>/",
            "/p/\(stack)/0/0/5/"
        )
        #expect(other.bytes.starts(with: "GIF89a".utf8))
        #expect(other["ETag"] != response["ETag"])
        #expect(throws: Refusal.self) { try row.answer(pattern, "/p/\(stack)/0/0/5/0/") }
        #expect(throws: (any Error).self) { try row.answer(pattern, "/p/\(stack)/0/0/20/1/") }
    }

    @Test func `pictures of every channel have tags that tell all of their settings, also in grey`()
        throws
    {
        let row = LinePlotEndpoint(test.gateway, .row)
        func plot(_ query: String) throws -> Response {
            try row.answer(
                "/p/<id:int>/<z:int>/<t:int>/<y:int>/",
                "/p/\(stack)/0/0/5/" + query
            )
        }
        let queries = [
            "?m=g&c=1,2", "?m=g&c=1,-2", "?m=g&c=1$FF0000,2", "?m=g&c=1,2|0:9", "?m=c&c=1,2",
            "?m=g&c=1,2&p=intmax", "?m=c&c=1,2$fire.lut",
        ]
        for view in [split, plot] {
            let tags = try queries.map { try #require(try view($0)["ETag"]) }
            #expect(Set(tags).count == queries.count)
        }
    }

    @Test func `a plot of a projection shows it`() throws {
        let row = LinePlotEndpoint(test.gateway, .row)
        func plot(_ z: Int, _ query: String) throws -> [UInt8] {
            let pattern = "/p/<id:int>/<z:int>/<t:int>/<y:int>/"
            return try row.answer(pattern, "/p/\(stack)/\(z)/0/5/?c=1|0:4095" + query).bytes
        }
        #expect(try plot(0, "") != plot(2, ""))
        #expect(try plot(0, "&p=intmax|2:2") == plot(2, ""))
    }

    private func histogram(_ channel: Int, _ query: String = "") throws -> Response {
        try HistogramEndpoint(test.gateway).answer(
            "/h/<id:int>/channel/<c:int>/",
            "/h/\(stack)/channel/\(channel)/" + query
        )
    }

    @Test func `a histogram counts each pixel of the plane once`() throws {
        let data = try #require(try document(histogram(0))["data"]?.elements)
        #expect(data.count == 256)
        #expect(data.compactMap(\.integer).reduce(0, +) == 800)
        let few = try #require(
            try document(histogram(1, "?bins=7&theZ=2&theT=1"))["data"]?.elements
        )
        #expect(few.count == 7)
        #expect(few.compactMap(\.integer).reduce(0, +) == 800)
    }

    @Test func `what has no histogram is not found, and a wrong number of bins refused`() throws {
        #expect(throws: Refusal.self) { try histogram(2) }
        #expect(throws: Refusal.self) { try histogram(0, "?theZ=3") }
        #expect(throws: Refusal.self) { try histogram(0, "?theT=2") }
        for bins in [0, -1, 65_537] {
            let response = try histogram(0, "?bins=\(bins)")
            #expect(response.status == .badRequest)
            #expect(try document(response)["error"]?.string != nil)
        }
    }

    @Test func `saved rendering settings are listed with who saved them`() throws {
        let endpoint = RenderingDefinitionsEndpoint(test.gateway, test.catalogue)
        func list() throws -> [JSONValue] {
            let list = try document(endpoint.answer("/r/<id:int>/", "/r/\(stack)/"))
            return try #require(list["rdefs"]?.elements)
        }
        #expect(try list() == [])
        let record = try #require(try test.catalogue.image(stack))
        let choice = RenderingChoice(record.defaultSettings, z: 1, t: 0)
        let id = try test.catalogue.saveRendering(choice, ofImage: stack, by: .root)
        let rdefs = try list()
        #expect(rdefs.count == 1)
        #expect(rdefs[0]["id"] == .integer(id))
        #expect(rdefs[0]["owner"]?["id"] == 0)
        #expect(rdefs[0]["z"] == 1 && rdefs[0]["t"] == 0)
        #expect(rdefs[0]["model"] == "rgb")
        let channels = try #require(rdefs[0]["c"]?.elements)
        #expect(channels.count == 2)
        #expect(
            channels[0].members?.map(\.name) == [
                "active", "start", "end", "color", "inverted", "reverseIntensity", "family",
                "coefficient", "rgb",
            ]
        )
        #expect(channels[0]["color"] == "000AFF")
        #expect(channels[0]["rgb"] == ["red": 0, "green": 10, "blue": 255])
    }
}
