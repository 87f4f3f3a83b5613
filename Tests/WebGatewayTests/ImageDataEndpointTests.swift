import Foundation
import HTTP
import JSON
import Pixels
import Repository
import Testing

@testable import WebGateway

@Suite struct `Image data` {
    private let test: GatewayUnderTest
    private let endpoint: ImageDataEndpoint

    init() throws {
        test = try GatewayUnderTest()
        endpoint = ImageDataEndpoint(test.gateway)
    }

    private func document(_ id: Int) throws -> [String: Any] {
        let response = try endpoint.answer("/i/<id:int>/", "/i/\(id)/")
        #expect(response["Content-Type"] == "application/json")
        let object = try JSONSerialization.jsonObject(with: Data(response.bytes))
        return try #require(object as? [String: Any])
    }

    /// The text of a part, with its members in their order.
    private func part(_ id: Int, _ key: String) throws -> String {
        try endpoint.answer("/i/<id:int>/<key>/", "/i/\(id)/\(key)/").text
    }

    @Test func `a stack says what it is, field by field`() throws {
        let id = try test.addStack()
        let keys = Set(try document(id).keys)
        #expect(
            keys == [
                "id", "meta", "perms", "tiles", "interpolate", "size", "pixel_size", "init_zoom",
                "nominalMagnification", "pixel_range", "channels", "split_channel", "rdefs",
            ]
        )
        #expect(try part(id, "id") == "\(id)")
        #expect(try part(id, "tiles") == "false")
        #expect(try part(id, "interpolate") == "true")
        #expect(try part(id, "init_zoom") == "0")
        #expect(try part(id, "nominalMagnification") == "20.0")
        #expect(try part(id, "size") == #"{"width":40,"height":20,"z":3,"t":2,"c":2}"#)
        #expect(try part(id, "pixel_size") == #"{"x":0.5,"y":0.25,"z":null}"#)
        #expect(try part(id, "pixel_range") == "[0,65535]")
        #expect(
            try part(id, "perms")
                == #"{"canAnnotate":true,"canEdit":true,"canDelete":true,"canLink":true,"#
                + #""canDownload":true}"#
        )
        #expect(
            try part(id, "rdefs")
                == #"{"model":"color","projection":"normal","defaultZ":1,"defaultT":0,"#
                + #""invertAxis":false}"#
        )
    }

    @Test func `the meta member has every field that viewers read`() throws {
        let id = try test.addStack()
        let meta = try #require(try document(id)["meta"] as? [String: Any])
        #expect(
            Set(meta.keys) == [
                "imageName", "imageDescription", "imageAuthor", "imageArchived", "projectName",
                "projectId", "projectDescription", "datasetName", "datasetId",
                "datasetDescription", "wellSampleId", "wellId", "imageTimestamp", "imageId",
                "pixelsType",
            ]
        )
        #expect(meta["imageName"] as? String == "stack.ome.tif")
        #expect(meta["imageDescription"] as? String == "of cells")
        #expect(meta["imageTimestamp"] as? Double == 1_577_934_245)
        #expect(meta["datasetName"] as? String == "Multiple")
        #expect(meta["datasetId"] is NSNull)
        #expect(meta["projectName"] as? String == "Multiple")
        #expect(meta["projectId"] is NSNull)
        #expect(meta["wellId"] as? String == "")
        #expect(meta["pixelsType"] as? String == "uint16")
    }

    @Test func `an image says whose it is, and the dataset and project that hold it, if it is one`()
        throws
    {
        let (alone, shared) = (try test.addStack(), try test.addPyramid())
        let catalogue = test.catalogue
        let project = try catalogue.createProject(
            NewContainer(name: "<P>", description: "p", ownership: .root)
        )
        let datasets = try ["D", "E"].map { name in
            let id = try catalogue.createDataset(named: name, description: "d", ownedBy: .root)
            try catalogue.link(.projectDataset, parent: project, child: id, by: 0)
            try catalogue.link(.datasetImage, parent: id, child: shared, by: 0)
            return id
        }
        try catalogue.link(.datasetImage, parent: datasets[0], child: alone, by: 0)
        let one = try #require(try document(alone)["meta"] as? [String: Any])
        #expect(one["imageAuthor"] as? String == "root root")
        #expect(one["datasetName"] as? String == "D")
        #expect(one["datasetId"] as? Int == datasets[0])
        #expect(one["datasetDescription"] as? String == "d")
        #expect(one["projectName"] as? String == "<P>")
        #expect(one["projectId"] as? Int == project)
        #expect(one["projectDescription"] as? String == "p")
        let several = try #require(try document(shared)["meta"] as? [String: Any])
        #expect(several["datasetName"] as? String == "Multiple")
        #expect(several["datasetId"] is NSNull)
        #expect(several["projectId"] as? Int == project)
    }

    @Test func `channels have labels, colours and windows`() throws {
        let id = try test.addStack()
        let channels = try #require(try document(id)["channels"] as? [[String: Any]])
        #expect(channels.map { $0["label"] as? String } == ["DAPI", "520"])
        #expect(channels[0]["color"] as? String == "000AFF")
        #expect(channels[0]["emissionWave"] is NSNull)
        #expect(channels[1]["emissionWave"] as? Double == 520)
        for channel in channels {
            #expect(channel["family"] as? String == "linear")
            #expect(channel["coefficient"] as? Double == 1)
            #expect(channel["active"] as? Bool == true)
            #expect(channel["inverted"] as? Bool == false)
            #expect(channel["reverseIntensity"] as? Bool == false)
            let window = try #require(channel["window"] as? [String: Any])
            #expect(Set(window.keys) == ["min", "max", "start", "end"])
        }
    }

    @Test func `a pyramid says how it is tiled, level 0 the full image`() throws {
        let id = try test.addPyramid()
        #expect(try part(id, "tiles") == "true")
        #expect(try part(id, "tile_size") == #"{"width":128,"height":64}"#)
        #expect(try part(id, "levels") == "3")
        #expect(try part(id, "resolutions.0") == #"{"sizeX":600,"sizeY":400}"#)
        #expect(try part(id, "resolutions.2") == #"{"sizeX":150,"sizeY":100}"#)
        #expect(try part(id, "zoomLevelScaling") == #"{"0":1.0,"1":0.5,"2":0.25}"#)
        #expect(try part(id, "pixel_range") == "[0,255]")
        #expect(try part(id, "meta.imageName") == #""pyramid.tif""#)
        let document = try document(id)
        #expect(document["nominalMagnification"] == nil)
        let rdefs = try #require(document["rdefs"] as? [String: Any])
        #expect(rdefs["model"] as? String == "greyscale")
    }

    @Test func `a path leads to a part, and to nothing where there is none`() throws {
        let id = try test.addStack()
        #expect(try part(id, "size.width") == "40")
        for key in ["size.depth", "size.width.x", "nothing", "size..width", "."] {
            #expect(throws: Refusal(.notFound, "Image:\(id) has no \(key)")) { try part(id, key) }
        }
        #expect(throws: Refusal(.notFound, "Image:99 not found")) { try part(99, "size") }
    }

    @Test(arguments: ["jQuery1_2", "$", "_a"])
    func `a callback that is one identifier wraps the answer`(name: String) throws {
        let id = try test.addStack()
        let target = "/i/\(id)/size.z/?callback=" + name
        let response = try endpoint.answer("/i/<id:int>/<key>/", target)
        #expect(response["Content-Type"] == "application/javascript")
        #expect(response.text == name + "(3)")
    }

    @Test(arguments: [
        "", "1a", "a.b", "a%28", "alert(1)//", "a%0Ab", "%C3%A4", "a%E2%80%A8", "%3Cscript%3E",
    ])
    func `CVE-2024-35180: any other callback is refused`(name: String) throws {
        let id = try test.addStack()
        #expect(throws: Refusal(.badRequest, "Invalid callback")) {
            try endpoint.answer("/i/<id:int>/", "/i/\(id)/?callback=" + name)
        }
    }

    @Test(arguments: [
        (1, #"{"width":14,"height":24,"border":2,"gridx":1,"gridy":1}"#),
        (2, #"{"width":26,"height":24,"border":2,"gridx":2,"gridy":1}"#),
        (3, #"{"width":26,"height":46,"border":2,"gridx":2,"gridy":2}"#),
        (4, #"{"width":26,"height":46,"border":2,"gridx":2,"gridy":2}"#),
        (5, #"{"width":38,"height":46,"border":2,"gridx":3,"gridy":2}"#),
        (7, #"{"width":38,"height":68,"border":2,"gridx":3,"gridy":3}"#),
    ])
    func `the panels of the channels make a grid as square as can be`(
        count: Int,
        grid: String
    ) throws {
        let document = SplitChannelGrid(Dimensions(x: 10, y: 20, c: count)).json
        #expect(document.member(atPath: "g")?.text() == grid)
        let larger = SplitChannelGrid(Dimensions(x: 10, y: 20, c: count - 1)).json
        #expect(larger.member(atPath: "c")?.text() == grid)
    }
}
