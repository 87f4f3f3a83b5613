import HTTP
import JSON
import Pixels
import Rendering
import SharedState
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebGateway

@Suite struct `Copied settings` {
    private let under: SettingsUnderTest
    private let image: Int
    private let other: Int
    private let copy: CopySettingsEndpoint
    private let copied: CopiedSettingsEndpoint

    private static let red = "c=1|0:100$FF0000,-2|5:6$00FF00&m=c"

    init() throws {
        under = try SettingsUnderTest()
        image = try under.addStack()
        other = try under.addStack("b.ome.tif")
        copy = CopySettingsEndpoint(under.application)
        copied = CopiedSettingsEndpoint(under.application)
    }

    private func ends(_ image: Int, of user: Int = SettingsUnderTest.ann) throws -> [Double]? {
        try under.test.catalogue.rendering(ofImage: image, ownerID: user)?.choice.channels
            .map(\.window.end)
    }

    @Test func `parameters come back as they were copied, to the same session only`() throws {
        let ann = try under.visitor(SettingsUnderTest.ann)
        #expect(try under.get(copied, "/x/", as: ann).text == #"{"rdef":null}"#)
        let query = "\(Self.red)&maps=[{\"x\":1}]&pixel_range=0:255&z=2&imageId=\(image)"
        #expect(try under.get(copy, "/x/?\(query)", as: ann).text == "true")
        let rdef = try #require(try under.get(copied, "/x/", as: ann).document["rdef"])
        #expect(rdef["c"] == "1|0:100$FF0000,-2|5:6$00FF00" && rdef["m"] == "c")
        #expect(rdef["maps"] == [["x": 1]] && rdef["pixel_range"] == "0:255")
        #expect(rdef["z"] == "2" && rdef["imageId"] == .integer(image))
        let bob = try under.visitor(SettingsUnderTest.bob)
        #expect(try under.get(copied, "/x/", as: bob).text == #"{"rdef":null}"#)
        let nobody = try under.publicVisitor()
        #expect(try under.get(copied, "/x/", as: nobody).text == #"{"rdef":null}"#)
        #expect(throws: Refusal.self) { try under.get(copy, "/x/?\(query)", as: nobody) }
    }

    @Test func `an image's settings are copied as parameters that mean the same`() throws {
        let ann = SettingsUnderTest.ann
        try under.save(image, "c=1|0:100$fire.lut,-2|5:6$00FF00&m=g", as: ann)
        #expect(try under.get(copy, "/x/?fromid=\(image)", as: under.visitor(ann)).text == "true")
        let rdef = try under.get(copied, "/x/", as: under.visitor(ann)).document["rdef"]
        #expect(rdef?["c"] == "1|0.0:100.0$fire.lut,-2|5.0:6.0$00FF00")
        #expect(rdef?["m"] == "greyscale" && rdef?["pixel_range"] == "0:65535")
        #expect(rdef?["maps"]?.elements?.count == 2)
    }

    @Test func `what was copied is pasted into images that it fits`() throws {
        let ann = SettingsUnderTest.ann
        let slide = try under.test.addSlide()
        try under.save(image, Self.red, as: ann)
        try under.save(other, "c=1|0:1$0000FF,2|0:1$0000FF&z=3", as: ann)
        _ = try under.get(copy, "/x/?fromid=\(image)", as: under.visitor(ann))
        let form = "to_type=image&toids=\(other)&toids=\(slide)&toids=999"
        let answer = try under.post(copy, "/x/", form, as: under.visitor(ann)).document
        #expect(answer["true"] == [.integer(other)] && answer["True"] == answer["true"])
        #expect(answer["false"] == [.integer(slide), 999])
        #expect(try ends(other) == [100, 6])
        #expect(
            try under.test.catalogue.rendering(ofImage: other, ownerID: ann)?.choice.defaultZ == 2
        )
    }

    @Test func `named parameters are pasted into a dataset and change nothing else`() throws {
        let bob = SettingsUnderTest.bob
        let owner = Ownership(ownerID: SettingsUnderTest.ann, groupID: 5)
        let dataset = try under.test.catalogue.createDataset(
            named: "d",
            description: "",
            ownedBy: owner
        )
        try under.test.catalogue.link(.datasetImage, parent: dataset, child: other, by: 10)
        let target = "/x/?\(Self.red)&imageId=\(image)"
        let form = "to_type=dataset&toids=\(dataset)"
        let answer = try under.post(copy, target, form, as: under.visitor(bob)).document
        #expect(answer["true"] == [.integer(other)])
        #expect(try ends(other, of: bob) == [100, 6])
        #expect(try ends(image, of: bob) == nil)
    }

    @Test func `nothing is pasted where there is nothing to, or it may not be`() throws {
        let bob = try under.visitor(SettingsUnderTest.bob)
        let form = "to_type=image&toids=\(other)"
        #expect(try under.post(copy, "/x/", form, as: bob).text == "false")
        #expect(try under.post(copy, "/x/?fromid=999", form, as: bob).text == "false")
        let shown = try under.addStack("c.ome.tif", group: 6)
        let answer = try under.post(
            copy,
            "/x/?fromid=\(image)",
            "to_type=image&toids=\(shown)",
            as: bob
        ).document
        #expect(answer["true"] == [] && answer["false"] == [.integer(shown)])
        #expect(try under.get(copy, "/x/", as: bob).status == .methodNotAllowed)
        #expect(throws: Refusal.self) { try under.post(copy, "/x/", "toids=x", as: bob) }
        #expect(throws: Refusal.self) {
            try under.post(copy, "/x/?c=1", "toids=\(other)", as: bob)
        }
    }

    @Test func `what is too long to be kept is refused`() throws {
        let ann = try under.visitor(SettingsUnderTest.ann)
        let long = String(repeating: "1,", count: CopiedSettingsTable.bytesMax / 2)
        #expect(throws: Refusal.self) { try under.get(copy, "/x/?c=\(long)", as: ann) }
        for hostile in ["<b>", "\u{202e}α", "\u{7}"] {
            let text = PercentCoding.encode(hostile, keep: "")
            _ = try under.get(copy, "/x/?c=\(text)", as: ann)
            let rdef = try under.get(copied, "/x/", as: ann).document["rdef"]
            #expect(rdef?["c"] == .string(hostile))
        }
    }

    @Test func `a reset saves the default settings, or the owner's`() throws {
        let (ann, bob) = (SettingsUnderTest.ann, SettingsUnderTest.bob)
        try under.save(image, Self.red, as: ann)
        let form = "to_type=image&toids=\(image)"
        let owners = ResetSettingsEndpoint(under.application, to: .owner)
        #expect(try under.post(owners, "/x/", form, as: under.visitor(bob)).text == "[\(image)]")
        #expect(try ends(image, of: bob) == [100, 6])
        let reset = ResetSettingsEndpoint(under.application, to: .imported)
        #expect(try under.post(reset, "/x/", form, as: under.visitor(bob)).text == "[\(image)]")
        let record = try #require(try under.test.catalogue.image(image))
        #expect(try ends(image, of: bob) == record.defaultSettings.channels.map(\.window.end))
        #expect(try ends(image, of: ann) == [100, 6])
        #expect(throws: Refusal.self) { try under.post(reset, "/x/", "", as: under.visitor(bob)) }
        #expect(throws: Refusal.self) {
            try under.post(reset, "/x/", form, as: under.publicVisitor())
        }
        #expect(try under.post(reset, "/x/", form, as: under.visitor(12)).text == "[]")
    }
}
