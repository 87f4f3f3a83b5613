import Codecs
import HTTP
import JSON
import Pixels
import Repository
import Testing
import WebAccess

@testable import WebGateway

@Suite struct `Regions of an image in the gateway` {
    private let test: GatewayUnderTest
    private let image: Int

    init() throws {
        test = try GatewayUnderTest()
        image = try test.addStack()
    }

    private func add(_ shapes: [Shape]) throws -> RegionRecord {
        let new = NewRegion(imageID: image, ownership: .root, shapes: shapes)
        return try #require(try test.catalogue.roi(try test.catalogue.createROI(new)))
    }

    private func documents(_ query: String = "", as actor: Actor = .root) throws -> String {
        try RegionsEndpoint(test.gateway, test.catalogue)
            .answer("/x/<id:int>/", "/x/\(image)/\(query)", as: actor).text
    }

    private func thumbnail(
        _ shape: Int,
        _ query: String = "",
        as actor: Actor = .root
    ) throws -> Response {
        try ShapeThumbnailEndpoint(test.gateway, test.catalogue, of: .shape)
            .answer("/x/<id:int>/", "/x/\(shape)/\(query)", as: actor)
    }

    private static let stranger = Actor(userID: 7, role: .user, memberships: [:])

    @Test func `every shape has OMERO's fields`() throws {
        let shapes = try add([
            Shape(.rectangle(x: 1, y: 2.5, width: 3, height: 4)),
            Shape(.ellipse(x: 1, y: 2, radiusX: 3, radiusY: 4)),
            Shape(.line(x1: 1, y1: 2, x2: 3, y2: 4, .init(end: "Arrow"))),
            Shape(.polyline(points: "1,2 3.0,4", .init(start: "Arrow"))),
            Shape(.polygon(points: "1,2 3,4, 5,6")), Shape(.point(x: 1, y: 2)),
            Shape(.label(x: 1, y: 2)), Shape(.mask(x: 1, y: 2, width: 8, height: 1, bits: [0xA5])),
        ]).shapes
        let first = shapes[0].id
        let expected = [
            #""type":"Rectangle","x":1.0,"y":2.5,"width":3.0,"height":4.0"#,
            #""type":"Ellipse","x":1.0,"y":2.0,"radiusX":3.0,"radiusY":4.0"#,
            #""type":"Line","x1":1.0,"x2":3.0,"y1":2.0,"y2":4.0,"markerEnd":"Arrow""#,
            #""type":"PolyLine","points":"M 1 2 L 3.0 4","markerStart":"Arrow""#,
            #""type":"Polygon","points":"M 1 2 L 3 4 L 5 6 z""#, #""type":"Point","x":1.0,"y":2.0"#,
            #""type":"Label","x":1.0,"y":2.0"#,
            #""type":"Mask","x":1.0,"y":2.0,"width":8.0,"height":1.0"#,
        ].enumerated().map { #"{"id":\#(first + $0),\#($1)}"# }
        #expect(try documents().contains(expected.joined(separator: ",")))
    }

    @Test func `style is told where there is some, with colours for style sheets`() throws {
        var style = ShapeStyle()
        style.fillColor = -256
        style.strokeColor = 0x0A0B_0C80
        style.strokeWidth = .init(1.5, unit: "PIXEL")
        style.fontSize = .init(12, unit: "POINT")
        let transform = AffineTransform(a00: 1, a10: 2, a01: 3, a11: 4, a02: 5, a12: 6)
        var shape = Shape(.point(x: 1, y: 2), z: 1, t: 0, style: style, transform: transform)
        let silent = try add([shape]).shapes[0].id
        shape.style.text = "cell"
        shape.style.fontFamily = "serif"
        let labelled = try add([shape]).shapes[0].id
        let place = #""theT":0,"theZ":1,"type":"Point","x":1.0,"y":2.0,"#
        let rest = ##"""
            "transform":"matrix(1.0 2.0 3.0 4.0 5.0 6.0)","fillColor":"#ffffff","fillAlpha":0.0,
            "strokeColor":"#0a0b0c","strokeAlpha":0.5019607843137255,"strokeWidth":1.5}
            """##.replacing("\n", with: "")
        let text = #""textValue":"cell","fontSize":12.0,"fontFamily":"serif","#
        let found = try documents()
        #expect(found.contains(#"{"id":\#(silent),"# + place + rest))
        #expect(found.contains(#"{"id":\#(labelled),"# + place + text + rest))
    }

    @Test func `regions come by number, shapes by section and time point`() throws {
        let point = Shape.Geometry.point(x: 1, y: 2)
        let region = try add([
            Shape(point, z: 1, t: 1), Shape(point, z: 0, t: 1), Shape(point, z: 1, t: 0),
            Shape(point),
        ])
        let other = try add([Shape(point)])
        let document = try #require(JSONReader.document(try documents()))
        let regions = try #require(document.elements)
        #expect(regions.map { $0["id"]?.integer } == [region.id, other.id])
        let ids = regions[0]["shapes"]?.elements?.map { $0["id"]?.integer }
        let first = region.shapes[0].id
        #expect(ids == [first + 3, first + 1, first + 2, first])
        #expect(try documents("?callback=f").hasPrefix("f([{"))
    }

    @Test func `an image that is not seen has no regions, and neither has one that is not there`()
        throws
    {
        let region = try add([Shape(.point(x: 1, y: 2))])
        let shape = region.shapes[0].id
        #expect(try documents(as: Self.stranger) == "[]")
        let endpoint = RegionsEndpoint(test.gateway, test.catalogue)
        #expect(try endpoint.answer("/x/<id:int>/", "/x/999/").text == "[]")
        for actor in [Actor.root, Self.stranger] {
            let id = actor.role == Actor.root.role ? 999 : shape
            #expect(throws: Refusal(.notFound, "Shape:\(id) not found")) {
                try thumbnail(id, as: actor)
            }
            #expect(throws: Refusal(.notFound, "Shape:\(id) not found")) {
                try ShapeMaskEndpoint(test.gateway, test.catalogue)
                    .answer("/x/<id:int>/", "/x/\(id)/", as: actor)
            }
        }
        #expect(throws: Refusal(.notFound, "Roi:\(region.id) not found")) {
            try ShapeEndpoint(test.gateway, test.catalogue).answer(
                "/x/<roi:int>/<id:int>/",
                "/x/\(region.id)/\(shape)/",
                as: Self.stranger
            )
        }
    }

    @Test func `a shape is asked for with its region`() throws {
        let (one, other) = (
            try add([Shape(.point(x: 1, y: 2))]), try add([Shape(.point(x: 3, y: 4))])
        )
        let endpoint = ShapeEndpoint(test.gateway, test.catalogue)
        let pattern = "/x/<roi:int>/<id:int>/"
        let id = one.shapes[0].id
        let text = try endpoint.answer(pattern, "/x/\(one.id)/\(id)/").text
        #expect(text == #"{"id":\#(id),"type":"Point","x":1.0,"y":2.0}"#)
        #expect(throws: Refusal(.notFound, "Shape:\(id) not found")) {
            try endpoint.answer(pattern, "/x/\(other.id)/\(id)/")
        }
    }

    @Test func `a thumbnail is 250 pixels wide, for a shape and for the first of a region`() throws
    {
        let region = try add([
            Shape(.rectangle(x: 5, y: 5, width: 10, height: 10), z: 1), Shape(.point(x: 1, y: 2)),
        ])
        let first = try thumbnail(region.shapes[0].id)
        #expect(try first.pictureSize() == PixelSize(width: 250, height: 166))
        let ofRegion = try ShapeThumbnailEndpoint(test.gateway, test.catalogue, of: .roi)
            .answer("/x/<id:int>/", "/x/\(region.id)/")
        #expect(ofRegion.bytes == first.bytes)
        #expect(try thumbnail(region.shapes[1].id).bytes != first.bytes)
    }

    @Test func `the asked colour is drawn, white without one and red for an unknown one`() throws {
        let shape = try add([Shape(.rectangle(x: 5, y: 5, width: 10, height: 10))]).shapes[0].id
        // The frame begins at -115, -73: the left edge of the rectangle lies at 120.
        func pixel(_ query: String) throws -> [UInt8] {
            let bytes = try thumbnail(shape, "?format=png" + query).bytes
            let picture = try PNG.decode(bytes, pixelsMax: 1 << 20)
            let start = (80 * picture.width + 120) * 3
            return Array(picture.bytes[start..<(start + 3)])
        }
        #expect(try pixel("&color=0f0") == [0, 255, 0])
        #expect(try pixel("") == [255, 255, 255])
        #expect(try pixel("&color=fff") == [255, 255, 255])
        #expect(try pixel("&color=abc") == [255, 0, 0])
    }

    @Test func `a shape that was changed has another thumbnail, and an unchanged one is kept`()
        throws
    {
        let shape = try add([Shape(.rectangle(x: 5, y: 5, width: 10, height: 10))]).shapes[0].id
        let before = try thumbnail(shape)
        #expect(try thumbnail(shape)["ETag"] == before["ETag"])
        try test.catalogue.updateShape(
            shape,
            to: Shape(.ellipse(x: 10, y: 10, radiusX: 5, radiusY: 5)),
            by: 0
        )
        let after = try thumbnail(shape)
        #expect(after["ETag"] != before["ETag"] && after.bytes != before.bytes)
    }

    @Test func `a shape that is too large is told in a picture`() throws {
        let large = Shape.Geometry.rectangle(x: 0, y: 0, width: 3000, height: 3000)
        let answer = try thumbnail(try add([Shape(large)]).shapes[0].id)
        #expect(answer.status == .ok)
        #expect(try answer.pictureSize() == PixelSize(width: 250, height: 166))
    }

    @Test func `what lies beside the image, or on a section there is not, has no thumbnail`() throws
    {
        let beside = try add([Shape(.point(x: 5000, y: 5))]).shapes[0].id
        #expect(throws: (any Error).self) { try thumbnail(beside) }
        let above = try add([Shape(.point(x: 5, y: 5), z: 9)]).shapes[0].id
        #expect(throws: (any Error).self) { try thumbnail(above) }
    }

    @Test func `a mask is a picture of its bits in the fill colour, yellow without one`() throws {
        let endpoint = ShapeMaskEndpoint(test.gateway, test.catalogue)
        func picture(_ fillColor: Int?) throws -> [UInt8] {
            var shape = Shape(.mask(x: 0, y: 0, width: 2, height: 1, bits: [0x40]))
            shape.style.fillColor = fillColor
            let id = try add([shape]).shapes[0].id
            let answer = try endpoint.answer("/x/<id:int>/", "/x/\(id)/")
            #expect(answer["Content-Type"] == "image/png")
            return Array(try PNG.decode(answer.bytes, pixelsMax: 100).bytes.suffix(3))
        }
        #expect(try picture(nil) == [255, 255, 0])
        #expect(try picture(0x0102_03FF) == [1, 2, 3])
        let point = try add([Shape(.point(x: 1, y: 2))]).shapes[0].id
        #expect(throws: Refusal(.notFound, "Shape:\(point) is no mask")) {
            try endpoint.answer("/x/<id:int>/", "/x/\(point)/")
        }
        let wide = Shape(.mask(x: 0, y: 0, width: 1e6, height: 1e6, bits: []))
        let id = try add([wide]).shapes[0].id
        #expect(throws: Refusal.self) { try endpoint.answer("/x/<id:int>/", "/x/\(id)/") }
    }
}
