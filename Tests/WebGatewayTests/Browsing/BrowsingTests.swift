import HTTP
import ImageFormats
import JSON
import Pixels
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebGateway

@Suite struct `What the gateway lists` {
    private let under: SettingsUnderTest
    private let application: BrowsingApplication
    private let catalogue: SQLiteCatalogue
    private let ann = SettingsUnderTest.ann

    /// Markup, a control character, text from right to left, and a great deal of it.
    private static let hostile =
        "<b>&\"\u{7}\u{202e}\u{5d0}" + String(repeating: "x", count: 10_000)

    init() throws {
        under = try SettingsUnderTest()
        catalogue = under.test.catalogue
        application = BrowsingApplication(
            under.test.gateway,
            catalogue,
            catalogue,
            prefix: "/omero"
        )
    }

    private func ask(
        _ endpoint: any Endpoint,
        _ pattern: String,
        _ target: String,
        as user: Int = SettingsUnderTest.ann
    ) throws -> JSONValue {
        let actor = try #require(try catalogue.experimenter(user)?.actor)
        return try endpoint.answer(pattern, target, as: actor, levels: catalogue.groupLevels())
            .document
    }

    private func add(_ places: [WellPlace?], group: Int = 5) throws -> [Int] {
        let pixels = PixelsRecord(
            format: "TIFF",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 1, t: 2),
            pixelType: .int16,
            significantBits: 16,
            tileSize: PixelSize(width: 40, height: 20),
            levels: [PixelSize(width: 40, height: 20)],
            channels: []
        )
        let path = "/client/\(try catalogue.imageCount()).tif"
        let state = FileState(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        let images = places.map { place in
            var image = NewImage(name: Self.hostile, description: "d", pixels: pixels)
            image.place = place
            return image
        }
        let added = try catalogue.add(
            NewFileset(
                files: [OriginalFile(path: "/server/a.tif", clientPath: path, state: state)],
                version: String(repeating: "0", count: 32),
                images: images,
                ownership: Ownership(ownerID: ann, groupID: group),
                datasetID: nil,
                importedSeconds: 77
            )
        )
        guard case .added(_, let ids) = added else { throw Refusal(.notFound, "\(added)") }
        return ids
    }

    @Test func `projects, datasets and images are listed for those who see them`() throws {
        let owner = Ownership(ownerID: ann, groupID: 5)
        let project = try catalogue.createProject(
            NewContainer(name: Self.hostile, ownership: owner)
        )
        let dataset = try catalogue.createDataset(named: "d", description: "e", ownedBy: owner)
        try catalogue.link(.projectDataset, parent: project, child: dataset, by: ann)
        let image = try #require(try add([nil]).first)
        try catalogue.link(.datasetImage, parent: dataset, child: image, by: ann)

        let projects = ContainerListEndpoint(application, .projects)
        #expect(
            try ask(projects, "/x/", "/x/")
                == [["id": .integer(project), "name": .string(Self.hostile), "description": ""]]
        )
        let datasets = ContainerListEndpoint(application, .datasetsOfProject)
        let target = "/x/\(project)/"
        #expect(
            try ask(datasets, "/x/<id:int>/", target, as: 11) == [
                [
                    "type": "Dataset", "id": .integer(dataset), "name": "d", "description": "e",
                    "child_count": 1,
                ]
            ]
        )
        let images = ContainerListEndpoint(application, .imagesOfDataset)
        let list = try ask(images, "/x/<id:int>/", "/x/\(dataset)/?tiled=1", as: 11)
        #expect(
            list == [
                [
                    "type": "Image", "id": .integer(image), "name": .string(Self.hostile),
                    "description": "d", "author": "Ann Zola", "date": 77,
                    "thumb_url": .string("/omero/webgateway/render_thumbnail/\(image)/"),
                    "size": ["width": 40, "height": 20], "tiled": false,
                ]
            ]
        )
        let eve = SettingsUnderTest.eve
        #expect(try ask(projects, "/x/", "/x/", as: eve) == [])
        #expect(try ask(datasets, "/x/<id:int>/", target, as: eve) == [])
        for (endpoint, id) in [
            (ContainerDetailEndpoint(application, .project) as any Endpoint, project),
            (ContainerDetailEndpoint(application, .dataset), dataset), (images, dataset),
        ] {
            #expect(try ask(endpoint, "/x/<id:int>/", "/x/\(id)/") != .null)
            #expect(throws: Refusal.self) {
                try ask(endpoint, "/x/<id:int>/", "/x/\(id)/", as: eve)
            }
        }
    }

    @Test func `a plate is a grid of its wells' images, as large as it is asked to be`() throws {
        let plate = PlateDescription(index: 1, name: "P")
        let run = PlateRun(index: 0, name: "first")
        let images = try add([
            WellPlace(plate: plate, row: 1, column: 2, field: 0),
            WellPlace(plate: plate, row: 1, column: 2, field: 1, run: run),
        ])
        let id = try #require(
            try catalogue.plates(ListFilter(.everything), .init(limit: 1)).records.first?.id
        )
        let endpoint = PlateGridEndpoint(application)
        let pattern = "/x/<id:int>/<field:int>/"
        let shrunk = try ask(endpoint, pattern, "/x/\(id)/0/?layout=shrink&size=50")
        #expect(shrunk["collabels"] == [3] && shrunk["rowlabels"] == ["B"])
        let cell = shrunk["grid"]?.elements?.first?.elements?.first
        #expect(cell?["id"] == .integer(images[0]) && cell?["field"] == 0)
        #expect(
            cell?["thumb_url"]
                == .string("/omero/webgateway/render_thumbnail/\(images[0])/50/")
        )
        #expect(
            shrunk["image_sizes"] == [["x": 40, "y": 20, "image_id": .integer(images[0])]]
        )
        let whole = try ask(endpoint, pattern, "/x/\(id)/1/")
        #expect(whole["rowlabels"]?.elements?.count == 8)
        #expect(whole["collabels"]?.elements?.count == 12)
        let trimmed = try ask(endpoint, pattern, "/x/\(id)/0/?layout=trim")
        #expect(trimmed["grid"]?.elements?.map { $0.elements?.count } == [3, 3])
        let runID = try #require(try catalogue.plateAcquisitions(ofPlate: id).first?.id)
        let ofRun = try ask(
            endpoint,
            "/x/<id:int>/<field:int>/<run:int>/",
            "/x/\(id)/0/\(runID)/?layout=shrink"
        )
        let first = ofRun["grid"]?.elements?.first?.elements?.first
        #expect(first?["id"] == .integer(images[1]))
        #expect(throws: Refusal(.notFound, "Plate:\(id) not found")) {
            try ask(endpoint, pattern, "/x/\(id)/0/", as: 12)
        }
        let well = try #require(try catalogue.wellSample(ofImage: images[0])?.wellID)
        let children = WellEndpoint(application, .images)
        let names = try ask(children, "/x/<id:int>/", "/x/\(well)/").elements?.map { $0["name"] }
        #expect(names == [.string(Self.hostile), .string(Self.hostile + " [Run: first]")])
        let data = try ask(WellEndpoint(application, .firstImage), "/x/<id:int>/", "/x/\(well)/")
        #expect(data["wellId"] == .integer(well) && data["id"] == .integer(images[0]))
        #expect(throws: Refusal.self) { try ask(children, "/x/<id:int>/", "/x/\(well)/", as: 12) }
    }

    @Test func `a grid grows as plates do, and no farther than is drawn`() throws {
        func well(_ row: Int, _ column: Int) -> WellRecord {
            WellRecord(
                id: 1,
                plateID: 1,
                row: row,
                column: column,
                ownership: .root,
                samples: []
            )
        }
        let large = PlateLayout.expand.grid(of: [well(8, 0)])
        #expect(large?.rows == 0..<16 && large?.columns == 0..<24)
        #expect(PlateLayout.expand.grid(of: [])?.rows == 0..<8)
        #expect(PlateLayout.shrink.grid(of: [])?.rows == 0..<0)
        #expect(PlateLayout.trim.grid(of: [well(PlateLayout.sideMax, 0)]) == nil)
    }

    @Test func `paths of files are told, to the public their names alone`() throws {
        let image = try #require(try add([nil]).first)
        let endpoint = OriginalPathsEndpoint(application)
        let paths = try ask(endpoint, "/x/<id:int>/", "/x/\(image)/")
        #expect(paths["repo"] == ["/server/a.tif"] && paths["client"] == ["/client/0.tif"])
        let visitor = try under.publicVisitor()
        let shown = try under.get(endpoint, "/x/\(image)/", as: visitor).document
        #expect(shown["repo"] == ["a.tif"] && shown["client"] == ["0.tif"])
    }

    @Test func `a search finds what is seen, in parts and with what holds it`() throws {
        let owner = Ownership(ownerID: ann, groupID: 5)
        let dataset = try catalogue.createDataset(
            named: "mitosis",
            description: "",
            ownedBy: owner
        )
        let image = try under.addStack("mitosis.ome.tif")
        try catalogue.link(.datasetImage, parent: dataset, child: image, by: ann)
        try catalogue.rename(ObjectReference(.image, image), to: "mitosis late", by: ann)
        let endpoint = SearchEndpoint(application)
        func found(_ query: String, as user: Int = 10) throws -> [JSONValue?] {
            try ask(endpoint, "/x/", "/x/?\(query)", as: user).elements?.map { $0["type"] } ?? []
        }
        #expect(try found("text=mitosis") == ["Dataset", "Image"])
        #expect(try found("text=mitosis&start=1&limit=5") == ["Image"])
        #expect(try found("text=mitosis&author=bob") == [])
        #expect(try found("text=mitosis", as: SettingsUnderTest.eve) == [])
        #expect(try found("text=") == [])
        let whole = try ask(endpoint, "/x/", "/x/?text=late&ctx=imgs&grabData=1&key=size.width")
        #expect(whole == [40])
        let parents = try ask(endpoint, "/x/", "/x/?text=late&ctx=imgs&parents=1")
        #expect(parents.elements?.first?["parents"]?.elements?.first?["name"] == "mitosis")
    }

    @Test func `viewers are told with their whole addresses`() throws {
        let viewers = JSONReader.document(
            #"""
            [["Own", "webgateway", {"supported_objects": ["image"], "script_url": "a.js"}],
             ["Far", "https://viewer.example.org/", {"script_url": "https://x.example/b.js"}],
             ["nameless"], "text", [1, 2]]
            """#
        )
        let endpoint = OpenWithEndpoint(
            viewers?.elements ?? [],
            prefix: "/omero",
            staticURL: "/static/"
        )
        let answer = try endpoint.answer("/x/", "/x/").document
        #expect(
            answer["open_with_options"] == [
                [
                    "id": "Own", "url": "/omero/webgateway/", "supported_objects": ["image"],
                    "script_url": "/static/a.js",
                ],
                [
                    "id": "Far", "url": "https://viewer.example.org/",
                    "script_url": "https://x.example/b.js",
                ],
            ]
        )
    }
}
