import HTTP
import JSON
import Pixels
import TestSupport
import Testing
import WebAccess

@testable import Repository
@testable import WebAPI

@Suite struct `Documents of the API` {
    private let under: APIUnderTest

    init() throws { under = try APIUnderTest() }

    private static let links: Set<String> = ["@id", "@type", "omero:details"]

    @Test func `a project names itself in lists, and counts on request`() throws {
        let id = try under.project("p")
        let document = try under.data("projects/\(id)/?childCount=true")
        #expect(document["@type"] == "http://www.openmicroscopy.org/Schemas/OME/2016-06#Project")
        #expect(
            document.names
                == Self.links.union(["Name", "url:datasets", "omero:childCount"])
        )
        #expect(document["omero:childCount"] == 0)
        let listed = try #require(try under.data("projects/").elements?.first)
        #expect(listed.names == Self.links.union(["Name", "url:datasets", "url:project"]))
        #expect(listed["url:project"] == .string("http://example.org/api/v0/m/projects/\(id)/"))
    }

    @Test func `details say whose a thing is and what its reader may do`() throws {
        let id = try under.project("p")
        let own = try #require(try under.data("projects/\(id)/")["omero:details"])
        #expect(own.names == ["@type", "owner", "group", "permissions"])
        #expect(own["owner"]?["UserName"] == "ann")
        #expect(own["group"]?["Name"] == "shared")
        let flags = try #require(own["permissions"])
        #expect(
            flags == [
                "@type": "TBD#Permissions", "perm": "rwr---", "canAnnotate": true,
                "canDelete": true, "canEdit": true, "canLink": true, "isWorldWrite": false,
                "isWorldRead": false, "isGroupWrite": false, "isGroupRead": true,
                "isGroupAnnotate": false, "isUserWrite": true, "isUserRead": true,
            ]
        )
        let others = try under.data("projects/\(id)/", as: APIUnderTest.bob)
        let othersFlags = try #require(others["omero:details"]?["permissions"])
        for name in ["canAnnotate", "canDelete", "canEdit", "canLink"] {
            #expect(othersFlags[name] == false)
        }
    }

    @Test func `normalised documents name people once, beside the data`() throws {
        _ = try under.project("p")
        _ = try under.project("q", APIUnderTest.own(APIUnderTest.bob))
        let document = try under.document("/api/v0/m/projects/?normalize=true")
        let details = document["data"]?.elements?.compactMap { $0["omero:details"] } ?? []
        #expect(details.map { $0["owner"] } == [["@id": 10], ["@id": 11]])
        #expect(details.map { $0["group"] } == [["@id": 5], ["@id": 5]])
        #expect(details.first?["permissions"]?["perm"] == "rwr---")
        let people = document["experimenters"]?.elements?.map { $0["UserName"] }
        #expect(people == ["ann", "bob"])
        #expect(document["experimenterGroups"]?.elements?.map { $0["Name"] } == ["shared"])
    }

    @Test func `an image has its pixels, and alone its channels`() throws {
        let id = try under.image("i")
        let listed = try #require(try under.data("images/").elements?.first)
        let names = Self.links.union([
            "Name", "Description", "AcquisitionDate", "omero:archived", "omero:partial",
            "omero:series", "omero:format", "Pixels", "url:datasets",
        ])
        #expect(listed.names == names.union(["url:image"]))
        #expect(listed["AcquisitionDate"] == 1500)
        #expect(listed["Pixels"]?["Channels"] == nil)
        let alone = try under.data("images/\(id)/")
        #expect(alone.names == names.union(["url:rois"]))
        let pixels = try #require(alone["Pixels"])
        #expect(pixels["SizeX"] == 40)
        #expect(pixels["Type"]?["value"] == "uint16")
        #expect(pixels["Type"]?["@id"] == 6)
        #expect(
            pixels["PhysicalSizeX"]
                == .object([
                    .init("@type", "TBD#LengthI"), .init("Unit", "MICROMETER"),
                    .init("Symbol", "µm"), .init("Value", .number(0.5)),
                ])
        )
        #expect(pixels["PhysicalSizeZ"] == nil)
        let channels = try #require(pixels["Channels"]?.elements)
        #expect(channels.count == 2)
        #expect(channels[0]["Name"] == "DAPI")
        #expect(channels[0]["Color"] == -16_776_705)
        #expect(channels[0]["EmissionWavelength"]?["Value"]?.double == 461.5)
        #expect(channels[0]["EmissionWavelength"]?["Unit"] == "NANOMETER")
        #expect(channels[1]["Name"] == nil)
        #expect(Set(channels.compactMap { $0["@id"]?.integer }).count == 2)
    }

    @Test func `plates, runs and wells say what lies in them`() throws {
        let found = try under.plate()
        let plate = try under.data("plates/50/")
        #expect(plate["omero:wellsampleIndex"] == [0, 1])
        #expect(
            plate["url:wellsampleindex_wells"] == [
                "http://example.org/api/v0/m/plates/50/wellsampleindex/0/wells/",
                "http://example.org/api/v0/m/plates/50/wellsampleindex/1/wells/",
            ]
        )
        #expect(plate["WellOriginX"]?["Unit"] == "REFERENCEFRAME")
        #expect(try under.data("plates/").elements?.first?["omero:wellsampleIndex"] == nil)
        let run = try under.data("plateacquisitions/60/")
        #expect(run["StartTime"] == 10_250)
        #expect(run["omero:wellsampleIndex"] == [0, 1])
        let well = try under.data("wells/70/")
        let samples = try #require(well["WellSamples"]?.elements)
        #expect(samples.map { $0["Image"]?["@id"]?.integer } == found.images)
        #expect(samples[0]["PositionX"]?["Value"]?.double == 2.5)
        #expect(samples[0]["PlateAcquisition"]?["Name"] == "Run")
        #expect(
            samples[0]["Image"]?["url:image"]
                == .string("http://example.org/api/v0/m/images/\(found.images[0])/")
        )
        #expect(try under.data("wells/71/")["WellSamples"]?.elements?.isEmpty == true)
        #expect(try under.data("screens/\(found.screen)/?childCount=true")["omero:childCount"] == 1)
    }

    private static let geometries: [(Shape.Geometry, String, Set<String>)] = [
        (.rectangle(x: 1, y: 2, width: 3, height: 4), "Rectangle", ["X", "Y", "Width", "Height"]),
        (.mask(x: 1, y: 2, width: 8, height: 1, bits: [7]), "Mask", ["X", "Y", "Width", "Height"]),
        (
            .ellipse(x: 1, y: 2, radiusX: 3, radiusY: 4), "Ellipse",
            ["X", "Y", "RadiusX", "RadiusY"]
        ),
        (.point(x: 1, y: 2), "Point", ["X", "Y"]), (.label(x: 1, y: 2), "Label", ["X", "Y"]),
        (
            .line(x1: 1, y1: 2, x2: 3, y2: 4, Shape.Markers(start: "Arrow", end: "Arrow")), "Line",
            ["X1", "Y1", "X2", "Y2", "MarkerStart", "MarkerEnd"]
        ),
        (
            .polyline(points: "1,2 3,4", Shape.Markers(start: "Arrow")), "Polyline",
            ["Points", "MarkerStart"]
        ),
        (.polygon(points: "1,2 3,4 5,6"), "Polygon", ["Points"]),
    ]

    @Test(arguments: geometries.indices)
    func `every kind of shape has its own members`(_ index: Int) throws {
        let (geometry, name, members) = Self.geometries[index]
        let image = try under.image("i")
        var shape = Shape(geometry, z: 1, t: 2)
        shape.style.strokeColor = -993_737_532
        shape.style.strokeWidth = .init(2, unit: "PIXEL")
        shape.transform = AffineTransform(a00: 1, a10: 0, a01: 0, a11: 1, a02: 5, a12: 6)
        let roi = try under.catalogue.createROI(
            NewRegion(imageID: image, ownership: APIUnderTest.own(10), shapes: [shape])
        )
        let found = try #require(try under.data("rois/\(roi)/")["shapes"]?.elements?.first)
        #expect(found["@type"]?.string?.hasSuffix("#" + name) == true)
        let common: Set = ["TheZ", "TheT", "StrokeColor", "StrokeWidth", "Transform"]
        #expect(found.names == Self.links.union(common).union(members))
        #expect(found["StrokeWidth"]?["Symbol"] == "pixel")
        #expect(found["Transform"]?["A12"]?.double == 6)
        let id = try #require(found["@id"]?.integer)
        let alone = try under.data("shapes/\(id)/")
        #expect(alone.names == found.names.union(["url:roi"]))
    }

    @Test(arguments: [
        ("projects/5/", "Project 5 not found"), ("images/7/", "Image 7 not found"),
        ("rois/1/", "Roi 1 not found"), ("experimenters/99/", "Experimenter 99 not found"),
        (
            "experimentergroups/999999999999999999/",
            "ExperimenterGroup 999999999999999999 not found"
        ),
    ])
    func `what is not there is called by its name`(_ path: String, _ text: String) throws {
        #expect(try under.refusal("/api/v0/m/" + path) == Refusal(.notFound, text))
    }
}
