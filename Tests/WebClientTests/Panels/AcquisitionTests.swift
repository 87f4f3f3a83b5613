import HTTP
import SQLite
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `How images were taken` {
    private let test: PanelsUnderTest
    private var under: TreeUnderTest { test.under }
    private static let acquisition: PanelsUnderTest.Maker = { AcquisitionEndpoint($0) }
    private static let original: PanelsUnderTest.Maker = { OriginalMetadataEndpoint($0) }

    init() throws { test = try PanelsUnderTest() }

    /// Writes what files say of microscopes into an image.
    private func describe(_ image: Int, channel: String) throws {
        try under.catalogue.database.write { connection in
            try connection.execute(
                """
                UPDATE image SET physicalsizex = 0.25, physicalsizez = 2, nominalmagnification = 40,
                    acquisitiondate = 86400 WHERE id = \(image);
                """
            )
            try connection.run(
                """
                INSERT INTO channel (image, position, name, emissionwave, excitationwave, color,
                    minimum, maximum) VALUES (?, 0, ?, 525, 488.5, 16711935, 3, 250)
                """,
                image,
                channel
            )
        }
    }

    @Test func `the panel has the objective, sizes and channels with their wavelengths`() throws {
        let image = try under.addImage("i")
        try describe(image, channel: "GFP")
        let html = try test.panel(Self.acquisition, "image/\(image)/")
        #expect(html.contains("data-type=\"image\" data-id=\"\(image)\""))
        #expect(html.contains("<dd data-field=\"magnification\">40×</dd>"))
        #expect(html.contains("<dd data-field=\"pixel-size-x\">0.25 µm</dd>"))
        #expect(!html.contains("pixel-size-y"))
        #expect(html.contains("<dd data-field=\"pixel-size-z\">2 µm</dd>"))
        #expect(
            html.contains(
                "<tr data-channel=\"0\"><th scope=\"row\">GFP</th><td>#00FF00</td>"
                    + "<td>525 nm</td><td>488.5 nm</td><td>3</td><td>250</td></tr>"
            )
        )
    }

    @Test func `a well is taken as its field, and has no others`() throws {
        let image = try under.addPlate().image
        try describe(image, channel: "GFP")
        let html = try test.panel(Self.acquisition, "well/70/?index=0")
        #expect(html.contains("data-type=\"well\" data-id=\"70\"") && html.contains("GFP"))
        for index in ["1", "-1"] {
            let refusal = try under.refusal {
                _ = try test.answer(Self.acquisition, "well/70/?index=\(index)")
            }
            #expect(refusal == Refusal(.notFound, "Well:70 has no field \(index)"))
        }
        #expect(throws: Refusal.invalidParameter) {
            _ = try test.answer(Self.acquisition, "well/70/?index=x")
        }
        #expect(throws: Refusal(.notFound, "A plate is no image and no well")) {
            _ = try test.answer(Self.acquisition, "plate/50/")
        }
    }

    @Test func `original metadata are two tables, with a link to the text`() throws {
        let image = try under.addImage("cells")
        try describe(image, channel: "GFP")
        let html = try test.panel(Self.original, "\(image)/")
        #expect(html.contains("href=\"/omero/webclient/download_orig_metadata/\(image)/\""))
        let tables = html.split(separator: "<table class=\"").dropFirst()
        #expect(tables.map { $0.prefix { $0 != "\"" } } == ["global", "series"])
        #expect(
            tables.first?.contains("<th scope=\"row\">Name</th><td class=\"text\">cells<") == true
        )
        #expect(
            tables.last?.contains("<th scope=\"row\">Channel 0</th><td class=\"text\">GFP<") == true
        )
    }

    @Test func `hostile names of images and channels come back as they went in`() throws {
        let hostile = PanelsUnderTest.hostile
        let image = try under.addImage(hostile)
        try describe(image, channel: hostile)
        for html in [
            try test.panel(Self.acquisition, "image/\(image)/"),
            try test.panel(Self.original, "\(image)/"),
        ] { #expect(html.split(separator: HTML.escape(hostile)).count == 3) }
    }

    @Test func `who may not see an image is not told how it was taken`() throws {
        let image = try under.addImage("i", PanelsUnderTest.secret)
        _ = try under.addPlate()
        try test.expectHidden(Self.acquisition, "image", image)
        try test.expectHidden(Self.acquisition, "well", 70, as: 12)
        let refusal = try under.refusal { _ = try test.answer(Self.original, "\(image)/") }
        #expect(refusal == Refusal(.notFound, "Image:\(image) not found"))
        #expect(try test.answer(Self.original, "\(image)/", as: 11).status == .ok)
    }
}
