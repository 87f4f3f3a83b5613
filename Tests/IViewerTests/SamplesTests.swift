import HTTP
import JSON
import Pixels
import Repository
import TestSupport
import Testing
import WebAPI
import WebAccess

@testable import IViewer

@Suite struct `Samples and places that the viewer asks for` {
    private let context: IViewerUnderTest
    private let image: Int
    private let stranger = Actor(userID: 9, role: .user, memberships: [99: .readWrite])
    private let script = [(name: "X-Requested-With", value: "XMLHttpRequest")]

    init() throws {
        context = try IViewerUnderTest()
        image = try context.addStack()
    }

    private func ask(
        _ endpoint: any Endpoint,
        _ pattern: String,
        _ target: String,
        fields: [(name: String, value: String)] = [],
        as actor: Actor = .root
    ) throws -> JSONValue {
        let answer = try endpoint.answer(
            pattern,
            target,
            fields: fields,
            as: actor,
            levels: [0: .isPrivate]
        )
        return try #require(JSONReader.document(answer.text))
    }

    private func region(_ shapes: Shape...) throws -> (roi: Int, shapes: [Int]) {
        let roi = try context.catalogue.createROI(
            NewRegion(imageID: image, ownership: .root, shapes: shapes)
        )
        return (roi, try #require(try context.catalogue.roi(roi)).shapes.map(\.id))
    }

    @Test func `the samples around a pixel come with their places`() throws {
        let endpoint = IntensityEndpoint(context.iviewer())
        let path = "/iviewer/get_intensity/"
        let found = try ask(endpoint, path, path + "?image=\(image)&x=1.7&y=2&z=1&t=0&c=0,1")
        #expect(found["pixels"]?["7-3"] == ["0": 1007, "1": 4007])
        #expect(found["pixels"]?.members?.count == 40 * 20)
        #expect(found["count"] == 1600)
    }

    @Test(arguments: [
        "", "x=40&y=0&z=0&t=0&c=0", "x=0&y=0&z=3&t=0&c=0", "x=0&y=0&z=0&t=0&c=2",
        "x=0&y=0&z=0&t=0&c=", "x=nan&y=0&z=0&t=0&c=0", "x=0&y=0&z=0&t=0&c=a",
    ])
    func `what is asked wrongly is told in the answer`(_ query: String) throws {
        let endpoint = IntensityEndpoint(context.iviewer())
        let path = "/iviewer/get_intensity/"
        let found = try ask(endpoint, path, path + "?image=\(image)&" + query)
        #expect(found["error"]?.string?.isEmpty == false)
    }

    @Test func `statistics of shapes are those of their planes, by channel`() throws {
        let (roi, shapes) = try region(
            Shape(.rectangle(x: 2, y: 1, width: 4, height: 2), z: 2, t: 1),
            Shape(.label(x: 1, y: 1))
        )
        let endpoint = ShapeStatisticsEndpoint(context.iviewer())
        let path = "/iviewer/shape_stats/"
        let found = try ask(
            endpoint,
            path,
            path + "?ids=\(roi):\(shapes[0]),\(shapes[1])&z=0&t=0&cs=1"
        )
        // The plane z 2, c 1, t 1 is the twelfth of the file.
        let statistics = try #require(found["\(shapes[0])"]?.elements?.first)
        #expect(statistics["index"] == 1 && statistics["points"] == 8)
        #expect(statistics["min"] == .number(11_002) && statistics["max"] == .number(11_005))
        #expect(statistics["mean"] == .number(11_003.5))
        #expect(found["\(shapes[1])"] == [])
        let all = try ask(endpoint, path, path + "?ids=\(shapes[0])&z=0&t=0")
        #expect(all["\(shapes[0])"]?.elements?.count == 2)
    }

    @Test func `a projection becomes an image of its own`() throws {
        let endpoint = SaveProjectionEndpoint(context.iviewer())
        let path = "/iviewer/save_projection/"
        let query = "?image=\(image)&projection=intmax&start=0&end=1"
        let made = try ask(endpoint, path, path + query, fields: script)
        let id = try #require(made["id"]?.integer)
        let record = try #require(try context.catalogue.image(id))
        #expect(record.dimensions == Dimensions(x: 40, y: 20, z: 1, c: 2, t: 2))
        #expect(record.description.contains("Image: \(image)"))
        #expect(record.path.hasPrefix(context.folder.path("managed") + "/"))
        let intensity = "/iviewer/get_intensity/"
        let samples = try ask(
            IntensityEndpoint(context.iviewer()),
            intensity,
            intensity + "?image=\(id)&x=0&y=0&z=0&t=1&c=1"
        )
        // The second section of channel 1 and time point 1 is the eleventh plane of the file.
        #expect(samples["pixels"]?["3-0"] == ["1": 10_003])
        #expect(try ask(endpoint, path, path + query, fields: script)["id"] != made["id"])
    }

    @Test func `only a script of a page of ours makes a browser save a projection`() throws {
        let endpoint = SaveProjectionEndpoint(context.iviewer())
        let path = "/iviewer/save_projection/"
        #expect(throws: Refusal.self) {
            _ = try endpoint.answer(
                path,
                path + "?image=\(image)&projection=intmax&start=0&end=1"
            )
        }
        #expect(try context.catalogue.imageCount() == 1)
    }

    @Test func `nobody saves a projection where he may not add`() throws {
        let endpoint = SaveProjectionEndpoint(context.iviewer())
        let path = "/iviewer/save_projection/"
        let query = "?image=\(image)&projection=intmax&start=0&end=1"
        for (actor, status) in [(stranger, Status.notFound), (.anybody, .forbidden)] {
            #expect {
                try ask(endpoint, path, path + query, fields: script, as: actor)
            } throws: {
                ($0 as? Refusal)?.status == status
            }
        }
        #expect {
            try ask(endpoint, path, path + query + "&dataset=77", fields: script)
        } throws: {
            ($0 as? Refusal)?.status == .notFound
        }
        #expect(try context.catalogue.imageCount() == 1)
    }

    @Test func `sections that are not there, and too many bytes, are refused`() throws {
        var settings = IViewerSettings()
        settings.projectionBytes = 100
        let path = "/iviewer/save_projection/"
        for (settings, end) in [(IViewerSettings(), 3), (settings, 2)] {
            #expect(throws: (any Error).self) {
                _ = try ask(
                    SaveProjectionEndpoint(context.iviewer(settings)),
                    path,
                    path + "?image=\(image)&projection=intsum&start=0&end=\(end)",
                    fields: script
                )
            }
        }
        #expect(try context.catalogue.imageCount() == 1)
    }

    @Test func `image_data has units, dates and the number of regions`() throws {
        _ = try region(Shape(.point(x: 1, y: 1)))
        let pattern = "/iviewer/image_data/<id:int>/"
        let found = try ask(
            ImageDetailsEndpoint(context.iviewer()),
            pattern,
            "/iviewer/image_data/\(image)/"
        )
        #expect(found["roi_count"] == 1)
        #expect(
            found["pixel_size"]?["symbol_x"] == "Å" && found["pixel_size"]?["unit_x"] == .number(5)
        )
        #expect(
            found["pixel_size"]?["symbol_y"] == "mm"
                && found["pixel_size"]?["unit_y"] == .number(25)
        )
        #expect(
            found["pixel_size"]?["unit_id_x"] == "MICROMETER"
                && found["pixel_size"]?["unit_z"] == nil
        )
        #expect(found["acquisition_date"] == "2020-01-02 03:04:05")
        #expect(found["families"]?.elements?.count == 4)
        #expect(throws: Refusal(.notFound, "Image:\(image) not found")) {
            _ = try ask(
                ImageDetailsEndpoint(context.iviewer()),
                pattern,
                "/iviewer/image_data/\(image)/",
                as: stranger
            )
        }
    }

    @Test func `regions and shapes lead to their image, and are not there for strangers`() throws {
        let (roi, shapes) = try region(Shape(.point(x: 1, y: 1), z: 1))
        _ = try region(Shape(.point(x: 1, y: 1)))
        for (subject, id) in [
            (ImageDetailsEndpoint.Subject.roi, roi), (.shape, shapes[0]),
        ] {
            let endpoint = ImageDetailsEndpoint(context.iviewer(), of: subject)
            let found = try ask(endpoint, "/x/<id:int>/", "/x/\(id)/")
            #expect(found["id"] == .integer(image))
            #expect(throws: Refusal.self) {
                _ = try ask(endpoint, "/x/<id:int>/", "/x/\(id)/", as: stranger)
            }
        }
        let page = try ask(
            RegionPageEndpoint(context.iviewer(), of: .shape),
            "/x/<id:int>/",
            "/x/\(shapes[0])/"
        )
        #expect(page["roi_index"] == 0 && page["roi_count"] == 2 && page["theZ"] == 1)
        #expect(page["theT"] == .null && page["image"]?["id"] == .integer(image))
    }

    @Test func `shapes are counted on each plane they are seen on`() throws {
        _ = try region(
            Shape(.point(x: 1, y: 1)),
            Shape(.point(x: 1, y: 1), z: 1),
            Shape(.point(x: 1, y: 1), t: 1),
            Shape(.point(x: 1, y: 1), z: 2, t: 0),
            Shape(.point(x: 1, y: 1), z: 7)
        )
        let found = try ask(
            PlaneShapeCountsEndpoint(context.iviewer()),
            "/x/<id:int>/",
            "/x/\(image)/"
        )
        #expect(found["data"] == [[1, 2], [2, 3], [2, 2]])
    }

    @Test func `regions by plane are those of the JSON API`() throws {
        let (roi, _) = try region(Shape(.point(x: 1, y: 1), z: 1, t: 1))
        let endpoint = PlaneRegionsEndpoint(
            context.iviewer(),
            API(context.catalogue, APILimits())
        )
        let pattern = "/x/<id:int>/<z>/<t>/"
        let found = try ask(endpoint, pattern, "/x/\(image)/0-1/1/")
        #expect(found["data"]?.elements?.first?["@id"] == .integer(roi))
        #expect(found["meta"]?["totalCount"] == 1)
        #expect(try ask(endpoint, pattern, "/x/\(image)/0/1/")["data"] == [])
        for plane in ["a/0", "0/1-2-3", "-1/0"] {
            #expect(throws: Refusal.self) {
                _ = try ask(endpoint, pattern, "/x/\(image)/\(plane)/")
            }
        }
    }

    @Test func `each time point has a time`() throws {
        let found = try ask(TimesEndpoint(context.iviewer()), "/x/<id:int>/", "/x/\(image)/")
        #expect(found["delta_t"] == [.number(0), .number(0.5)])
        #expect(found["image_id"] == .integer(image))
        #expect(found["delta_t_unit_symbol"] == "s")
    }
}
