import Foundation
import HTTP
import ImageFormats
import Pixels
import Rendering
import Repository
import TestSupport
import Testing

@testable import WebGateway

@Suite struct `Planes, regions and tiles` {
    private let test: GatewayUnderTest
    private let stack: Int
    private let pyramid: Int
    private let region: RegionEndpoint
    private let plane: PlaneEndpoint

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
        pyramid = try test.addPyramid()
        region = RegionEndpoint(test.gateway)
        plane = PlaneEndpoint(test.gateway)
    }

    private func part(_ id: Int, _ query: String) throws -> Response {
        try region.answer("/r/<id:int>/<z:int>/<t:int>/", "/r/\(id)/0/0/" + query)
    }

    @Test(arguments: [
        ("tile=0,0,0", 128, 64), ("tile=0,4,6", 88, 16), ("tile=1,0,0,256,256", 256, 200),
        ("tile=2,0,0,0,0", 128, 64), ("tile=0,0,0,5000,5000", 600, 400),
        ("region=10,20,30,40", 30, 40), ("region=590,390,30,40", 10, 10),
        ("tile=2,0,0,512,512&region=0,0,1,1", 150, 100),
    ])
    func `a part has its size, cut at the edges`(query: String, width: Int, height: Int) throws {
        let response = try part(pyramid, "?" + query)
        #expect(response["Content-Type"] == "image/jpeg")
        #expect(try response.pictureSize() == PixelSize(width: width, height: height))
    }

    @Test(arguments: [
        ("", "tile or region argument required"),
        ("tile=0,x,0", "malformed tile argument, tile=0,x,0"),
        ("region=1,2,3", "malformed region argument, region=1,2,3"),
        ("tile=-1,0,0", "Invalid resolution level -1 < 0"),
    ])
    func `what names no part is a bad request in OMERO's words`(query: String, text: String) throws
    {
        let error = #expect(throws: RegionError.self) { try part(pyramid, "?" + query) }
        #expect(error?.description == text)
        #expect(error?.kind == .badRequest)
    }

    @Test func `levels that there are not are bad requests, and starts outside not found`() throws {
        #expect(throws: RegionError.noPyramid(level: 1)) { try part(stack, "?tile=1,0,0") }
        #expect(throws: RegionError.levelBeyond(3, last: 2)) { try part(pyramid, "?tile=3,0,0") }
        #expect(throws: RegionError.outside) { try part(pyramid, "?tile=0,5,0") }
        #expect(throws: RegionError.outside) { try part(pyramid, "?region=600,0,1,1") }
        #expect(RegionError.outside.kind == .notFound)
    }

    @Test func `tiles are kept and regions are not`() throws {
        let pattern = "/r/<id:int>/<z:int>/<t:int>/"
        for (query, isKept) in [("?tile=0,0,0", true), ("?region=0,0,5,5", false)] {
            let target = "/r/\(pyramid)/0/0/" + query
            _ = try region.answer(pattern, target)
            #expect(try (region.answerAtOnce(pattern, target) != nil) == isKept)
        }
    }

    @Test func `a JPEG tile that is shown as it is goes out as it lies in the file`() throws {
        let slide = try test.addSlide()
        let record = try #require(try test.gateway.records.record(slide))
        let source = try test.gateway.images.source(for: record)
        let tile = Region(x: 128, y: 64, width: 128, height: 64)
        let stored = try source.jpeg(PlaneIndex(z: 0, c: 0, t: 0), tile, level: 0)
        #expect(stored != nil)
        #expect(try part(slide, "?tile=0,1,1").bytes == stored)
        for query in [
            "?tile=0,1,1&q=0.5", "?tile=0,1,1&c=1|0:255$FF0000,2,-3", "?tile=0,1,1&m=g",
            "?tile=0,1,1,64,64", "?tile=0,1,1&format=webp",
        ] { #expect(try part(slide, query).bytes != stored, "\(query)") }
        // What needs no rendering is what rendering gives.
        let view = record.defaultSettings
        let region = Region(x: 100, y: 30, width: 70, height: 90)
        let rendered = try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: region,
            level: 0,
            settings: view
        )
        #expect(try source.rgb(PlaneIndex(z: 0, c: 0, t: 0), region, level: 0) == rendered.rgb)
        let shown = try part(slide, "?region=100,30,70,90&q=0.7").bytes
        #expect(try shown == rendered.jpeg(quality: 0.7))
        let all = try Renderer.render(
            source,
            z: 0,
            t: 0,
            region: Region(x: 0, y: 0, width: 300, height: 200),
            level: 0,
            settings: view
        )
        let whole = try plane.answer("/p/<id:int>/", "/p/\(slide)/?q=0.7").bytes
        #expect(try whole == all.jpeg(quality: 0.7))
        // The last tile of a row is cut, which the one in the file is not.
        #expect(try part(slide, "?tile=0,2,0").pictureSize() == PixelSize(width: 44, height: 64))
    }

    /// What needs no rendering once forgot to look.
    @Test func `RGB too long for JPEG is told from what cannot be read`() throws {
        let page = TIFFPage(
            size: PixelSize(width: 70_000, height: 2),
            pixelType: .uint8,
            samplesPerPixel: 3,
            // The ends of the type, so that the window is the whole of it.
            bytes: (0..<420_000).map { $0 < 210_000 ? 0 : 255 }
        )
        let long = try test.add(TIFFWriter.file(of: [page]), named: "long.tif")
        let record = try #require(try test.gateway.records.record(long))
        #expect(record.defaultSettings.keepsRGB)
        let error = RenderingError.tooLongSide(width: 70_000, height: 2, limit: 65_500)
        #expect(throws: error) { try plane.answer("/p/<id:int>/", "/p/\(long)/") }
        #expect(throws: error) { try part(long, "?region=0,0,70000,2") }
    }

    @Test func `a plane without a place is the default one`() throws {
        let plain = try plane.answer("/p/<id:int>/", "/p/\(stack)/")
        #expect(try plain.pictureSize() == PixelSize(width: 40, height: 20))
        let named = try plane.answer("/p/<id:int>/<z:int>/<t:int>/", "/p/\(stack)/1/0/")
        #expect(named["ETag"] == plain["ETag"])
        #expect(throws: Refusal.self) {
            try plane.answer("/p/<id:int>/<z:int>/<t:int>/", "/p/\(stack)/0/2/")
        }
    }

    @Test func `every setting makes another picture, and its tag says so`() throws {
        let queries = [
            "", "?m=g", "?c=1|0:500$FF0000", "?c=1|0:501$FF0000", "?c=1|0:500$00FF00",
            "?c=-1,2|0:500$FF0000", "?q=0.5",
        ]
        let tags = try queries.map { query in
            try #require(try plane.answer("/p/<id:int>/", "/p/\(stack)/" + query)["ETag"])
        }
        #expect(Set(tags).count == queries.count)
        let again = try plane.answer("/p/<id:int>/", "/p/\(stack)/?c=1|0:500$FF0000&rev=2")
        #expect(again["ETag"] == tags[2])
    }

    @Test func `parts of one image never share a tag`() throws {
        let queries = [
            "?tile=0,0,0", "?tile=0,1,0", "?tile=1,0,0", "?region=0,0,128,65",
            "?tile=0,0,0,64,64",
        ]
        let tags = try queries.map { try #require(try part(pyramid, $0)["ETag"]) }
        #expect(Set(tags).count == queries.count)
    }

    @Test func `an image whose file is gone or cut off cannot be read, and that is all it says`()
        throws
    {
        try test.folder.write([0x49, 0x49], to: "stack.ome.tif")
        let error = #expect(throws: RepositoryError.self) {
            try plane.answer("/p/<id:int>/", "/p/\(stack)/")
        }
        #expect(error?.description.hasPrefix("image \(stack) cannot be read: ") == true)
        try FileManager.default.removeItem(atPath: test.folder.path("stack.ome.tif"))
        #expect(throws: RepositoryError.self) { try plane.answer("/p/<id:int>/", "/p/\(stack)/") }
    }
}
