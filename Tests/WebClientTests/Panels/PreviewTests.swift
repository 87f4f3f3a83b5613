import HTTP
import Pixels
import Rendering
import SQLite
import Testing
import WebGateway

@testable import Repository
@testable import WebClient

@Suite struct `Previews of images` {
    private let test: PanelsUnderTest
    private let preview: PanelsUnderTest.Maker
    private var under: TreeUnderTest { test.under }

    init() throws {
        test = try PanelsUnderTest()
        let gateway = try Gateway.over(test.under.catalogue, in: test.under.folder)
        preview = { PreviewEndpoint($0, gateway) }
    }

    private func addImage(_ name: String = "i", channel: String) throws -> Int {
        let image = try under.addImage(name)
        try under.catalogue.database.write { connection in
            try connection.run(
                "INSERT INTO channel (image, position, name, minimum, maximum) VALUES (?, 0, ?, 3, 250)",
                image,
                channel
            )
        }
        return image
    }

    @Test func `the picture leads to the viewer, and what is drawn of channels is told`() throws {
        let image = try addImage(channel: "GFP")
        let html = try test.panel(preview, "image/\(image)/")
        #expect(
            html.contains(
                "<a href=\"/omero/webclient/img_detail/\(image)/\"><img alt=\"Full viewer\""
                    + " data-image=\"\(image)\""
                    + " src=\"/omero/webclient/render_thumbnail/size/512/\(image)/\">"
            )
        )
        #expect(html.contains("data-z=\"1\" data-t=\"0\""))
        #expect(
            html.contains(
                "<tr data-channel=\"0\" data-active=\"true\"><th scope=\"row\">GFP</th>"
            )
        )
        #expect(html.contains("href=\"/omero/webgateway/render_ome_tiff/i/\(image)/\""))
        #expect(!html.contains("Saved settings"))
    }

    @Test func `settings that users saved are shown with their owners and pictures`() throws {
        let image = try addImage(channel: "GFP")
        let channel = ChannelBinding(
            isActive: true,
            window: Window(start: 7, end: 42.5),
            color: RGBAColor(red: 255, green: 0, blue: 0, alpha: 255)
        )
        let id = try under.catalogue.saveRendering(
            RenderingChoice(model: .color, defaultZ: 2, defaultT: 1, channels: [channel]),
            ofImage: image,
            ownerID: 11
        )
        let html = try test.panel(preview, "image/\(image)/")
        #expect(
            html.contains(
                "<li data-rdef-id=\"\(id)\" data-owner-id=\"11\"><img alt=\"\""
                    + " src=\"/omero/webclient/render_thumbnail/size/96/\(image)/?rdefId=\(id)\">"
                    + " Bob Abel</li>"
            )
        )
        let own = try test.panel(preview, "image/\(image)/", as: 11)
        #expect(own.contains("<td>#FF0000</td><td>7</td><td>42.5</td>"))
        #expect(own.contains("data-z=\"2\" data-t=\"1\""))
    }

    @Test func `a well shows its field, and a plate is no picture`() throws {
        let image = try under.addPlate().image
        let html = try test.panel(preview, "well/70/")
        #expect(html.contains("data-type=\"well\" data-id=\"70\""))
        #expect(html.contains("img_detail/\(image)/"))
        #expect(throws: Refusal(.notFound, "A plate is no image and no well")) {
            _ = try test.answer(preview, "plate/50/")
        }
    }

    @Test func `hostile names of images and channels come back as they went in`() throws {
        let hostile = PanelsUnderTest.hostile
        let image = try addImage(hostile, channel: hostile)
        let html = try test.panel(preview, "image/\(image)/")
        #expect(html.split(separator: HTML.escape(hostile)).count == 3)
    }

    @Test func `who may not see an image gets no preview of it`() throws {
        let image = try under.addImage("i", PanelsUnderTest.secret)
        _ = try under.addPlate()
        try test.expectHidden(preview, "image", image)
        try test.expectHidden(preview, "well", 70, as: 12)
        #expect(try test.answer(preview, "image/\(image)/", as: 11).status == .ok)
    }
}
