import HTTP
import JSON
import SQLite
import Testing

@testable import Figure
@testable import Repository

@Suite struct `What OMERO.figure asks of images` {
    private let under: FigureUnderTest

    init() throws { under = try FigureUnderTest() }

    @Test func `facts come for the images that are seen, and for them alone`() throws {
        let (one, secret) = (try under.addImage(), try under.addImage(11, group: 6))
        let target = "/f/?image=\(one)&image=\(secret)&image=x&image=999"
        func ask(_ fact: ImageFactsEndpoint.Fact) throws -> JSONValue {
            try under.get(ImageFactsEndpoint(under.application, fact), "/f/", target).json
        }
        let range: JSONValue = [.number(digits: "-32768.0"), .number(digits: "32767.0")]
        let name = "\(one)"
        #expect(
            try ask(.pixelsType)
                == .object([.init(name, ["pixelsType": "int16", "pixel_range": range])])
        )
        #expect(try ask(.timestamps) == .object([.init(name, [])]))
        #expect(try ask(.sectionDistance)[name]?["valueZ"] == .number(2))
        let details = try under.get(
            ImagesDetailsEndpoint(under.application),
            "/f/",
            "/f/?image=\(one),\(secret)"
        ).json["data"]
        #expect(details?.elements?.count == 1)
        #expect(details?.elements?.first?["owner"]?["lastName"] == "Zola")
    }

    @Test func `imgData has units, and what holds the image as far as it is seen`() throws {
        let dataset = try under.catalogue.createDataset(
            named: "d",
            description: "",
            ownedBy: Ownership(ownerID: 10, groupID: 5)
        )
        let image = try under.addImage(dataset: dataset)
        let endpoint = FigureImageDataEndpoint(under.application)
        let found = try under.get(endpoint, "/f/<id:int>/", "/f/\(image)/").json
        #expect(found["pixel_size"]?["unitX"] == "MICROMETER")
        #expect(found["pixel_size"]?["valueX"] == .number(0.5))
        #expect(found["pixel_size"]?["y"] == .null && found["pixel_size"]?["unitY"] == nil)
        #expect(found["parents"] == ["dataset": ["id": .integer(dataset), "name": "d"]])
        #expect(found["deltaT"] == [] && found["perms"]?["canEdit"] == true)
        #expect(throws: Refusal.self) {
            try under.get(endpoint, "/f/<id:int>/", "/f/\(image)/", as: 12)
        }
    }

    @Test(arguments: [("letter", "number", "AB12"), ("number", "letter", "28L")])
    func `a well is called what its plate calls it`(
        _ rows: String,
        _ columns: String,
        _ name: String
    ) throws {
        let image = try under.addImage()
        try under.catalogue.database.write { connection in
            try connection.execute(
                """
                INSERT INTO plate (id, name, rownamingconvention, columnnamingconvention, owner_id,
                    group_id) VALUES (50, 'P', '\(rows)', '\(columns)', 10, 5);
                INSERT INTO well (id, plate, "row", "column") VALUES (70, 50, 27, 11);
                INSERT INTO wellsample (id, well, position, image) VALUES (80, 70, 0, \(image));
                """
            )
        }
        let endpoint = FigureImageDataEndpoint(under.application)
        let found = try under.get(endpoint, "/f/<id:int>/", "/f/\(image)/").json
        #expect(found["parents"]?["well"] == ["id": 70, "label": .string(name)])
        #expect(found["parents"]?["plate"] == ["id": 50, "name": "P"])
    }

    @Test(arguments: [
        ("1/MICROMETER/ANGSTROM", 10_000.0, "Å"), ("25.4/MILLIMETER/INCH", 1, "in"),
        ("72/POINT/INCH", 1, "in"), ("-2/METER/KILOMETER", -0.002, "km"),
    ])
    func `lengths are converted`(_ path: String, _ value: Double, _ symbol: String) throws {
        let pattern = "/f/<value>/<from>/<to>/"
        let answer = try under.get(UnitConversionEndpoint(), pattern, "/f/\(path)/").json
        #expect(abs((answer["value"]?.double ?? 0) - value) < 1e-9)
        #expect(answer["symbol"]?.string == symbol)
    }

    @Test(arguments: ["x/METER/METER", "1/PIXEL/METER", "1/METER/", "inf/METER/METER"])
    func `what is no length or unit is refused`(_ path: String) throws {
        #expect(throws: Refusal.self) {
            try under.get(UnitConversionEndpoint(), "/f/<value>/<from>/<to>/", "/f/\(path)/")
        }
    }

    @Test func `units that have no size are not among those that pages convert`() {
        let names = LengthUnits.all.map(\.name)
        #expect(Set(names).count == names.count && names.contains("MICROMETER"))
        #expect(!names.contains("PIXEL") && !names.contains("REFERENCEFRAME"))
    }
}
