import HTTP
import JSON
import Pixels
import Rendering
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebGateway

@Suite struct `Saved settings of an image` {
    private let under: SettingsUnderTest
    private let image: Int
    private let thumbnail: ThumbnailEndpoint
    private let plane: PlaneEndpoint
    private let imageData: ImageDataEndpoint

    private static let red = "c=1|0:100$FF0000,-2|5:6$00FF00&m=c"
    private static let grey = "c=-1|0:100$FF0000,2|0:3000$00FF00&m=g"

    init() throws {
        under = try SettingsUnderTest()
        image = try under.addStack()
        thumbnail = ThumbnailEndpoint(under.test.gateway)
        plane = PlaneEndpoint(under.test.gateway)
        imageData = ImageDataEndpoint(under.test.gateway)
    }

    private func tag(_ visitor: Visitor) throws -> String {
        try #require(try under.get(thumbnail, "/x/\(image)/", as: visitor)["ETag"])
    }

    private func picture(_ query: String, as visitor: Visitor) throws -> [UInt8] {
        try under.get(plane, "/x/\(image)/\(query)", as: visitor).bytes
    }

    @Test func `who saved them sees his own, others the owner's, else the default ones`() throws {
        let (ann, bob) = (SettingsUnderTest.ann, SettingsUnderTest.bob)
        let plain = try tag(under.visitor(bob))
        try under.save(image, Self.red, as: ann)
        let red = try tag(under.visitor(ann))
        #expect(red != plain)
        #expect(try tag(under.visitor(bob)) == red)
        #expect(try tag(under.publicVisitor()) == red)
        try under.save(image, Self.grey, as: bob)
        let grey = try tag(under.visitor(bob))
        #expect(grey != red && grey != plain)
        #expect(try tag(under.visitor(ann)) == red)
        #expect(try tag(under.publicVisitor()) == red)
    }

    @Test func `a picture without settings is the one with the saved ones in its address`() throws {
        let ann = SettingsUnderTest.ann
        let before = try picture("", as: under.visitor(ann))
        let expected = try picture("2/1/?\(Self.red)", as: under.visitor(ann))
        try under.save(image, Self.red + "&z=3&t=2", as: ann)
        #expect(try picture("", as: under.visitor(ann)) == expected)
        #expect(expected != before)
        // What is listed as active is drawn; what is not said stays as it was saved.
        let second = try picture("0/0/?c=2", as: under.visitor(ann))
        #expect(try picture("0/0/?c=2|5:6$00FF00", as: under.visitor(ann)) == second)
    }

    @Test func `a loop shows at once what another worker saved, and no older picture`() throws {
        let (ann, bob) = (SettingsUnderTest.ann, SettingsUnderTest.bob)
        let target = "/x/\(image)/"
        let plain = try tag(under.visitor(bob))
        #expect(try under.atOnce(thumbnail, target, as: under.visitor(bob))?["ETag"] == plain)
        try under.save(image, Self.red, as: ann)
        #expect(try under.atOnce(thumbnail, target, as: under.visitor(bob)) == nil)
        let red = try tag(under.visitor(bob))
        #expect(try under.atOnce(thumbnail, target, as: under.visitor(bob))?["ETag"] == red)
        #expect(try under.atOnce(thumbnail, target, as: under.publicVisitor())?["ETag"] == red)
        #expect(red != plain)
    }

    @Test func `the answer is four bytes of JSON, also to an address with an empty body`() throws {
        let endpoint = SaveSettingsEndpoint(under.application)
        let visitor = try under.visitor(SettingsUnderTest.bob)
        let answer = try under.post(endpoint, "/x/\(image)/?\(Self.red)", as: visitor)
        #expect(answer.text == "true")
        #expect(answer["Content-Type"] == "application/json")
        let form = "c=1%7C0%3A7%24FF0000%2C2%7C5%3A6%2400FF00&m=c&z=2&t=1"
        #expect(try under.post(endpoint, "/x/\(image)/", form, as: visitor).text == "true")
        let saved = try under.test.catalogue.rendering(ofImage: image, ownerID: 11)
        #expect(saved?.choice.channels.map(\.window.end) == [7, 6])
        #expect(saved?.choice.defaultZ == 1)
    }

    @Test func `settings are saved by who may annotate, and by nobody else`() throws {
        let endpoint = SaveSettingsEndpoint(under.application)
        let shown = try under.addStack("b.ome.tif", group: 6)
        func save(_ id: Int, _ visitor: Visitor) throws -> Response {
            try under.post(endpoint, "/x/\(id)/?\(Self.red)", as: visitor)
        }
        #expect(throws: PeopleError.self) {
            try save(shown, under.visitor(SettingsUnderTest.bob))
        }
        #expect(throws: PeopleError.self) { try save(image, under.publicVisitor()) }
        #expect(throws: Refusal(.notFound, "Image:\(image) not found")) {
            try save(image, under.visitor(SettingsUnderTest.eve))
        }
        #expect(try save(shown, under.visitor(SettingsUnderTest.ann)).text == "true")
        #expect(try under.test.catalogue.renderings(ofImage: image) == [])
    }

    @Test(
        arguments: [
            ("c=1|0:1$FF0000", "Rendering settings must specify every channel as c"),
            ("\(red)&z=4", "z: expected a number from 1 to 3, not '4'"),
            ("\(red)&t=0", "t: expected a number from 1 to 2, not '0'"),
            ("\(red)&z=x", "z: expected a number from 1 to 3, not 'x'"),
            ("\(red)&maps=[", "Failed to parse maps JSON"),
        ]
    )
    func `what cannot be saved is refused`(_ query: String, _ reason: String) throws {
        let endpoint = SaveSettingsEndpoint(under.application)
        let visitor = try under.visitor(SettingsUnderTest.ann)
        #expect(throws: Refusal(.badRequest, reason)) {
            try under.post(endpoint, "/x/\(image)/?\(query)", as: visitor)
        }
    }

    @Test func `settings that nothing could be drawn in are not saved`() throws {
        let maps = #"[{"quantization":{"family":"polynomial","coefficient":0}}]"#
        let endpoint = SaveSettingsEndpoint(under.application)
        let visitor = try under.visitor(SettingsUnderTest.ann)
        #expect(throws: RenderingError.self) {
            try under.post(endpoint, "/x/\(image)/?\(Self.red)&maps=\(maps)", as: visitor)
        }
    }

    @Test func `a document has the saved settings, or the default ones when it is asked to`() throws
    {
        let ann = SettingsUnderTest.ann
        func data(_ query: String = "") throws -> JSONValue {
            try under.get(imageData, "/x/\(image)/\(query)", as: under.visitor(ann)).document
        }
        let plain = try data()
        let maps = #"[{"inverted":{"enabled":true}}]"#
        try under.save(image, "c=1|0:9$fire.lut,-2|5:6$00FF00&m=g&z=3&t=2&maps=\(maps)", as: ann)
        let saved = try data()
        let channels = try #require(saved["channels"]?.elements)
        #expect(channels[0]["lut"] == "fire.lut" && channels[0]["inverted"] == true)
        #expect(channels[0]["window"]?["end"]?.double == 9)
        #expect(channels[1]["active"] == false && channels[1]["lut"] == nil)
        #expect(channels[1]["color"] == "00FF00")
        #expect(saved["rdefs"]?["model"] == "greyscale")
        #expect(saved["rdefs"]?["defaultZ"] == 2 && saved["rdefs"]?["defaultT"] == 1)
        #expect(try data("?getDefaults=true") == plain)
    }

    @Test func `a table that is gone gives way to the colour`() throws {
        let record = try #require(try under.test.catalogue.image(image))
        var choice = RenderingChoice(record.defaultSettings, z: 0, t: 0)
        choice.channels[0].lookUpTableName = "gone.lut"
        let shown = ShownImage(
            record,
            in: RenderingRecord(
                id: 1,
                imageID: image,
                ownerID: 0,
                modifiedSeconds: 0,
                choice: choice
            )
        )
        #expect(shown.settings(.generated) == record.defaultSettings)
    }

    @Test func `thumbnails have settings of a number, if they are of the image and seen`() throws {
        let (ann, bob) = (SettingsUnderTest.ann, SettingsUnderTest.bob)
        try under.save(image, Self.red, as: ann)
        let red = try tag(under.visitor(ann))
        try under.save(image, Self.grey, as: bob)
        let list = try under.get(
            RenderingDefinitionsEndpoint(under.test.gateway, under.test.catalogue),
            "/x/\(image)/",
            as: under.visitor(bob)
        ).document
        let rdefs = try #require(list["rdefs"]?.elements)
        #expect(rdefs.map { $0["owner"]?["lastName"] } == ["Zola", "Abel"])
        let id = try #require(rdefs.first?["id"]?.integer)
        let target = "/x/\(image)/?rdefId=\(id)"
        #expect(try under.get(thumbnail, target, as: under.visitor(bob))["ETag"] == red)
        #expect(try under.atOnce(thumbnail, target, as: under.visitor(bob)) == nil)
        let other = try under.addStack("b.ome.tif")
        #expect(throws: Refusal(.notFound, "Rendering settings:\(id) not found")) {
            try under.get(thumbnail, "/x/\(other)/?rdefId=\(id)", as: under.visitor(bob))
        }
    }
}
