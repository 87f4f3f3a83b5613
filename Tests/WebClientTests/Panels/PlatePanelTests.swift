import HTTP
import SQLite
import Testing

@testable import Repository
@testable import WebClient

@Suite struct `Plates as grids` {
    private let test: PanelsUnderTest
    private let first: Int
    private let second: Int
    private var under: TreeUnderTest { test.under }
    private static let wells: PanelsUnderTest.Maker = { PlatePanelEndpoint($0) }

    /// Plate 50 has 2 × 3 wells; A1 has two fields, the first of run 61, the second of run 60.
    init() throws {
        test = try PanelsUnderTest()
        first = try test.under.addPlate().image
        second = try test.under.addImage("second")
        let image = second
        try test.under.catalogue.database.write { connection in
            try connection.execute(
                """
                INSERT INTO wellsample (id, well, position, image, plateacquisition)
                    VALUES (81, 70, 1, \(image), 60);
                """
            )
        }
    }

    private func cell(_ field: Int, _ image: Int) -> String {
        "<td id=\"well-70\" data-well=\"70\" data-row=\"0\" data-column=\"0\""
            + " data-field=\"\(field)\" data-image=\"\(image)\">"
            + "<a href=\"/omero/webclient/img_detail/\(image)/\" title=\"A1\">"
    }

    @Test(arguments: ["50/", "plate/50/", "plate/50/?index=0"])
    func `the first field of all wells stands in their places, with links to others`(
        target: String
    ) throws {
        let html = try test.panel(Self.wells, target)
        #expect(html.contains("data-type=\"plate\" data-id=\"50\""))
        #expect(html.contains(cell(0, first)))
        #expect(html.split(separator: "<tr><th scope=\"row\">").count == 3)
        #expect(html.split(separator: "<th scope=\"col\">").count == 4)
        #expect(html.contains("<a href=\"/omero/webclient/load_plate/plate/50/?index=1\">2</a>"))
    }

    @Test func `other fields, and those of a run, are shown when they are asked for`() throws {
        #expect(try test.panel(Self.wells, "plate/50/?index=1").contains(cell(1, second)))
        #expect(try !test.panel(Self.wells, "plate/50/?index=2").contains("data-well"))
        let run = try test.panel(Self.wells, "acquisition/60/")
        #expect(run.contains("data-type=\"acquisition\" data-id=\"60\""))
        #expect(run.contains(cell(1, second)))
        #expect(try !test.panel(Self.wells, "acquisition/62/").contains("data-well"))
    }

    @Test func `rows and columns have the names that the plate gives them`() throws {
        try under.catalogue.database.write { connection in
            try connection.execute(
                "UPDATE plate SET rownamingconvention = 'number', columnnamingconvention = 'letter'"
            )
        }
        let html = try test.panel(Self.wells, "50/")
        #expect(
            html.contains("<th scope=\"row\">1</th>") && html.contains("<th scope=\"col\">C</th>")
        )
        #expect(html.contains("title=\"1A\""))
    }

    @Test func `hostile names of plates and runs come back as they went in`() throws {
        let hostile = PanelsUnderTest.hostile
        try under.catalogue.database.write { connection in
            try connection.run("UPDATE plate SET name = ?, description = ?", hostile, hostile)
            try connection.run("UPDATE plateacquisition SET name = ?", hostile)
        }
        let plate = try test.panel(Self.wells, "50/")
        #expect(plate.split(separator: HTML.escape(hostile)).count == 3)
        let run = try test.panel(Self.wells, "acquisition/61/")
        #expect(run.split(separator: HTML.escape(hostile)).count == 2)
    }

    @Test func `who may not see a plate gets none of its wells, and nothing else has any`() throws {
        try test.expectHidden(Self.wells, "plate", 50, as: 12)
        try test.expectHidden(Self.wells, "acquisition", 61, as: 12)
        for target in ["image/\(first)/", "well/70/"] {
            let refusal = try under.refusal { _ = try test.answer(Self.wells, target) }
            #expect(refusal?.text.hasSuffix(" has no wells") == true)
        }
        #expect(throws: Refusal.invalidParameter) { try test.answer(Self.wells, "50/?index=x") }
    }
}
