import Codecs
import HTTP
import ImageFormats
import Pixels
import Rendering
import TestSupport
import Testing

@testable import WebGateway

@Suite struct `Parameters of pictures` {
    private let test: GatewayUnderTest
    private let stack: Int
    private let plane: PlaneEndpoint

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
        plane = PlaneEndpoint(test.gateway)
    }

    private func ask(_ query: String, z: Int = 0, t: Int = 0) throws -> Response {
        try plane.answer("/p/<id:int>/<z:int>/<t:int>/", "/p/\(stack)/\(z)/\(t)/" + query)
    }

    private func pixels(_ query: String, z: Int = 0, t: Int = 0) throws -> [UInt8] {
        try PNG.decode(try ask(query + "&format=png", z: z, t: t).bytes, pixelsMax: 1 << 20).bytes
    }

    @Test(
        arguments: [
            ("jpeg", "image/jpeg", [0xFF, 0xD8]), ("png", "image/png", [0x89, 0x50]),
            ("tif", "image/tiff", [0x49, 0x49]), ("webp", "image/webp", [0x52, 0x49]),
        ] as [(String, String, [UInt8])]
    )
    func `a format has its type and its first bytes`(
        _ name: String,
        _ type: String,
        _ start: [UInt8]
    ) throws {
        let region = RegionEndpoint(test.gateway)
        let thumbnail = ThumbnailEndpoint(test.gateway)
        let responses = [
            try ask("?format=" + name),
            try region.answer(
                "/r/<id:int>/<z:int>/<t:int>/",
                "/r/\(stack)/0/0/?tile=0,0,0&format=" + name
            ),
            try thumbnail.answer("/t/<id:int>/", "/t/\(stack)/?format=" + name),
        ]
        for response in responses {
            #expect(response["Content-Type"] == type)
            #expect(response.bytes.starts(with: start))
        }
        #expect(Set(responses.map { $0["ETag"] }).count == 3)
    }

    @Test func `a format that there is not is a bad request`() {
        for name in ["gif", "PNG", "", "tiff"] {
            #expect(throws: Refusal(.badRequest, "Unknown format: \(name)")) {
                try ask("?format=" + name)
            }
        }
    }

    @Test func `PNG and TIFF have the same pixels`() throws {
        let query = "?c=1|0:255$FF0000,2|0:255$00FF00&m=c"
        let path = try test.folder.write(try ask(query + "&format=tif").bytes, to: "out.tif")
        let source = try #require(try ImageFile.open(path).images.first).source
        #expect(source.dimensions == Dimensions(x: 40, y: 20, c: 3))
        let whole = Region(x: 0, y: 0, width: 40, height: 20)
        let expected = try pixels(query)
        for c in 0..<3 {
            let buffer = try source.read(PlaneIndex(z: 0, c: c, t: 0), whole, level: 0)
            guard case .uint8(let values) = buffer.samples else {
                Issue.record("samples of another type")
                return
            }
            #expect(values == stride(from: c, to: expected.count, by: 3).map { expected[$0] })
        }
    }

    /// Page number × 256 is what tells the planes of the stack apart; its order is XYZCT.
    @Test func `projections show several sections as one`() throws {
        let window = "?m=g&c=1|0:4095"
        let sections = try (0..<3).map { try pixels(window, z: $0) }
        let highest = try pixels(window + "&p=intmax")
        #expect(
            highest
                == zip(sections[0], zip(sections[1], sections[2])).map {
                    max($0, max($1.0, $1.1))
                }
        )
        #expect(try pixels(window + "&p=intmax|0:1") != highest)
        #expect(try pixels(window + "&p=intmax|1:1") == sections[1])
        #expect(try pixels(window + "&p=intmean|1:1") == sections[1])
        #expect(try pixels(window + "&p=intsum|2:9") == sections[2])
        #expect(try pixels(window + "&p=normal", z: 1) == sections[1])
        #expect(try pixels(window + "&p=intmean") == sections[1])
    }

    @Test func `projections have tags of their own, in planes, tiles and thumbnails`() throws {
        let queries = ["", "&p=intmax", "&p=intmean", "&p=intsum", "&p=intmax|0:1"]
        let region = RegionEndpoint(test.gateway)
        let thumbnail = ThumbnailEndpoint(test.gateway)
        for answer in [
            { try ask("?" + $0) },
            {
                try region.answer(
                    "/r/<id:int>/<z:int>/<t:int>/",
                    "/r/\(stack)/0/0/?tile=0,0,0" + $0
                )
            },
            { try thumbnail.answer("/t/<id:int>/", "/t/\(stack)/?x" + $0) },
        ] as [(String) throws -> Response] {
            let tags = try queries.map { try #require(try answer($0)["ETag"]) }
            #expect(Set(tags).count == queries.count)
            // With a projection the section is of no account, and all sections are 0 to 2.
            #expect(try answer("&p=intmax|0:2")["ETag"] == tags[1])
        }
    }

    @Test func `a projection of too many bytes is refused`() throws {
        var limits = GatewayLimits()
        limits.projectionBytes = 40 * 20 * 2 * 3
        func ask(_ limits: GatewayLimits) throws {
            let gateway = Gateway(
                records: test.gateway.records,
                images: test.gateway.images,
                pictures: test.gateway.pictures,
                metrics: test.gateway.metrics,
                limits: limits
            )
            _ = try PlaneEndpoint(gateway).answer("/p/<id:int>/", "/p/\(stack)/?p=intmax")
        }
        try ask(limits)
        limits.projectionBytes -= 1
        #expect(throws: RenderingError.self) { try ask(limits) }
    }

    @Test func `with inverted axes sections are time points`() throws {
        #expect(try pixels("?ia=1", z: 1, t: 2) == pixels("?", z: 2, t: 1))
        #expect(try pixels("?ia=0", z: 2, t: 1) == pixels("?", z: 2, t: 1))
        #expect(throws: Refusal.self) { try ask("?ia=1", z: 2, t: 0) }
    }

    @Test func `the variants that need all settings say what is missing`() throws {
        let strict = PlaneEndpoint(test.gateway, .mandatory)
        let tile = RegionEndpoint(test.gateway, .mandatory)
        func plane(_ query: String) throws -> Response {
            try strict.answer("/p/<id:int>/", "/p/\(stack)/" + query)
        }
        func part(_ query: String) throws -> Response {
            try tile.answer("/r/<id:int>/<z:int>/<t:int>/", "/r/\(stack)/0/0/" + query)
        }
        let missing = Refusal(.badRequest, "Rendering settings must specify channels as c")
        #expect(throws: missing) { try plane("") }
        #expect(throws: missing) { try part("?tile=0,0,0") }
        let model = #"Query parameter "m" must be present with value either "g" or "c""#
        #expect(throws: Refusal(.badRequest, model)) { try plane("?c=1|0:9$FF0000") }
        #expect(throws: RegionError.argumentMissing) { try part("?c=1|0:9$FF0000&m=c") }
        let loose = try ask("?c=1|0:9$FF0000&m=c", z: 1)
        #expect(try plane("?c=1|0:9$FF0000&m=c")["ETag"] == loose["ETag"])
    }

    @Test func `thumbnails have the image's own settings, whatever the query says`() throws {
        let thumbnail = ThumbnailEndpoint(test.gateway)
        let plain = try thumbnail.answer("/t/<id:int>/", "/t/\(stack)/")
        let other = try thumbnail.answer("/t/<id:int>/", "/t/\(stack)/?c=2|0:1$FF0000&m=g&q=0.1")
        #expect(plain["ETag"] == other["ETag"])
        #expect(throws: Refusal(.notFound, "Rendering settings:5 not found")) {
            try thumbnail.answer("/t/<id:int>/", "/t/\(stack)/?rdefId=5")
        }
    }
}
