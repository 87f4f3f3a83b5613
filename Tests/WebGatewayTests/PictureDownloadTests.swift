import Codecs
import HTTP
import Repository
import Testing

@testable import WebGateway

@Suite struct `Images as pictures` {
    private let test: GatewayUnderTest
    private let stack: Int

    init() throws {
        test = try GatewayUnderTest()
        stack = try test.addStack()
    }

    private var endpoint: DownloadAsEndpoint { DownloadAsEndpoint(test.gateway, test.catalogue) }

    @Test(
        arguments: [
            (nil, "png", [0x89, 0x50]), ("jpeg", "jpeg", [0xFF, 0xD8]),
            ("tif", "tif", [0x49, 0x49]),
        ] as [(String?, String, [UInt8])]
    )
    func `one is a file of its format`(format: String?, ending: String, start: [UInt8]) throws {
        let query = format.map { "?format=\($0)" } ?? ""
        let response = try endpoint.answer("/d/<id:int>/", "/d/\(stack)/" + query)
        #expect(try response.producedBytes().starts(with: start))
        let name = try #require(response["Content-Disposition"])
        #expect(name.contains("\"stack.ome.\(ending)\""), "\(name)")
    }

    @Test func `several are a zip file whose names differ, without a length`() throws {
        let other = try test.addStack(named: "again.ome.tif")
        let response = try endpoint.answer("/d/", "/d/?image=\(stack)&image=\(other)&format=png")
        #expect(response.body.byteCount == nil)
        #expect(response["Content-Disposition"]?.contains("\"Download_as_png.zip\"") == true)
        let text = String(decoding: try response.producedBytes(), as: UTF8.self)
        #expect(text.contains("stack.ome.png"))
        #expect(text.contains("again.ome.png"))
    }

    @Test func `more pixels than the limit, and unknown formats, are refused in words`() throws {
        var limited = test.gateway
        limited.limits.downloadAsPixels = 799
        let endpoint = DownloadAsEndpoint(limited, test.catalogue)
        let text =
            "Image:\(stack) has 40 × 20 pixels; more than 799 are not downloaded as png"
        #expect(throws: Refusal(.forbidden, text)) {
            try endpoint.answer("/d/<id:int>/", "/d/\(stack)/")
        }
        #expect(throws: Refusal(.badRequest, "Unknown format: exe")) {
            try self.endpoint.answer("/d/<id:int>/", "/d/\(stack)/?format=exe")
        }
    }

    @Test func `a plane comes with the settings of the query`() throws {
        let endpoint = PictureDownloadEndpoint(test.gateway)
        let one = try endpoint.answer("/p/<id:int>/", "/p/\(stack)/?c=1|0:10$FF0000,-2&m=c")
        let other = try endpoint.answer("/p/<id:int>/", "/p/\(stack)/?c=-1,2|0:10$00FF00&m=c")
        #expect(one["ETag"] != other["ETag"])
        #expect(try one.producedBytes().starts(with: [0xFF, 0xD8]))
    }

    @Test func `one image is an OME-TIFF file, a dataset a zip file of them`() throws {
        let dataset = try test.catalogue.createDataset(
            named: "cells",
            description: "",
            ownedBy: .root
        )
        for id in [stack, try test.addPyramid()] {
            try test.catalogue.link(.datasetImage, parent: dataset, child: id, by: 0)
        }
        let endpoint = OMETIFFEndpoint(test.gateway, test.catalogue)
        let pattern = "/t/<kind>/<id:int>/"
        let one = try endpoint.answer(pattern, "/t/i/\(stack)/")
        #expect(one["Content-Type"] == "image/tiff")
        let file = try one.producedBytes()
        #expect(one.body.byteCount == file.count)
        let all = try endpoint.answer(pattern, "/t/d/\(dataset)/")
        let bytes = try all.producedBytes()
        #expect(all.body.byteCount == bytes.count)
        #expect(all["Content-Disposition"]?.contains("\"\(dataset)-cells.zip\"") == true)
        #expect(try endpoint.answer(pattern, "/t/d/\(dataset)/?dryrun=1").text == "2")
        let chosen = try endpoint.answer(pattern, "/t/d/\(dataset)/?selection=\(stack)")
        #expect(try chosen.producedBytes() == file)
    }
}
