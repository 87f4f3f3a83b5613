import HTTP
import JSON
import Pixels
import Repository
import Testing

@testable import IViewer

@Suite struct `Shapes that are sent` {
    private static func document(_ type: String, _ members: [JSONValue.Member]) -> JSONValue {
        .object([.init("@type", .string(ShapeReading.schema + type))] + members)
    }

    private static func place(_ numbers: [(String, Double)]) -> [JSONValue.Member] {
        numbers.map { .init($0.0, .number($0.1)) }
    }

    static let kinds: [(JSONValue, Shape.Geometry)] = [
        (
            document("Rectangle", place([("X", 1), ("Y", 2), ("Width", 3), ("Height", 4)])),
            .rectangle(x: 1, y: 2, width: 3, height: 4)
        ),
        (
            document("Mask", place([("X", 1), ("Y", 2), ("Width", 3), ("Height", 4)])),
            .mask(x: 1, y: 2, width: 3, height: 4, bits: [])
        ),
        (
            document("Ellipse", place([("X", 1.5), ("Y", 2), ("RadiusX", 3), ("RadiusY", 4)])),
            .ellipse(x: 1.5, y: 2, radiusX: 3, radiusY: 4)
        ),
        (
            document(
                "Line",
                place([("X1", 1), ("Y1", 2), ("X2", -3), ("Y2", 4)]) + [.init("MarkerEnd", "Arrow")]
            ),
            .line(x1: 1, y1: 2, x2: -3, y2: 4, Shape.Markers(end: "Arrow"))
        ),
        (
            document("Polyline", [.init("Points", "1,2 3,4.5")]),
            .polyline(points: "1,2 3,4.5", Shape.Markers())
        ),
        (document("Polygon", [.init("Points", "1,2 3,4 5,6")]), .polygon(points: "1,2 3,4 5,6")),
        (document("Point", place([("X", 1), ("Y", 2)])), .point(x: 1, y: 2)),
        (document("Label", place([("X", 1), ("Y", 2)])), .label(x: 1, y: 2)),
    ]

    @Test func `all eight kinds are read`() throws {
        for (document, geometry) in Self.kinds {
            #expect(try ShapeReading(document).shape == Shape(geometry))
        }
    }

    private func point(_ members: [JSONValue.Member]) throws -> ShapeReading {
        try ShapeReading(Self.document("Point", Self.place([("X", 1), ("Y", 2)]) + members))
    }

    @Test func `planes, looks and transforms are read`() throws {
        let shape = try point([
            .init("TheZ", 1), .init("TheT", 2), .init("TheC", 0), .init("FillColor", -256),
            .init("StrokeColor", 65_535), .init("FillRule", "EvenOdd"), .init("Locked", true),
            .init("StrokeDashArray", "2 3"), .init("FontFamily", "sans-serif"),
            .init("FontStyle", "Bold"),
            .init("StrokeWidth", ["@type": "TBD#LengthI", "Unit": "PIXEL", "Value": 3]),
            .init("FontSize", ["@type": "TBD#LengthI", "Unit": "POINT", "Value": 12]),
            .init(
                "Transform",
                ["A00": 1, "A10": 2, "A01": 3, "A11": 4, "A02": 5, "A12": 6]
            ),
        ]).shape
        #expect([shape.z, shape.t, shape.c] == [1, 2, 0])
        #expect(shape.style.fillColor == -256 && shape.style.strokeColor == 65_535)
        #expect(shape.style.strokeWidth == ShapeStyle.Measure(3, unit: "PIXEL"))
        #expect(shape.style.fontSize == ShapeStyle.Measure(12, unit: "POINT"))
        #expect(shape.style.isLocked == true && shape.style.fillRule == "EvenOdd")
        #expect(
            shape.transform
                == AffineTransform(a00: 1, a10: 2, a01: 3, a11: 4, a02: 5, a12: 6)
        )
    }

    @Test(arguments: [
        "<script>alert('&')</script>", "\u{1}\u{7}\n\t\u{7F}", "\u{202E}abc\u{2066}",
        String(repeating: "é", count: 10_000), "",
    ])
    func `texts pass as they are`(_ text: String) throws {
        #expect(try point([.init("Text", .string(text))]).shape.style.text == text)
    }

    static let wrong: [(String, JSONValue)] = [
        ("TheZ", .integer(-1)), ("TheT", .number(0.5)), ("FillColor", .integer(1 << 32)),
        ("StrokeColor", .string("red")), ("Locked", .integer(1)), ("X", .string("1")),
        ("X", .number(digits: "1e999")), ("StrokeWidth", .integer(3)),
        ("StrokeWidth", .object([.init("Unit", "px"), .init("Value", 3)])),
        ("StrokeWidth", .object([.init("Unit", "PIXEL"), .init("Value", -3)])),
        ("Transform", .object([.init("A00", 1)])), ("Text", .integer(7)),
        ("FontFamily", .string(String(repeating: "x", count: 257))),
        ("Text", .string(String(repeating: "x", count: ShapeReading.textBytesMax + 1))),
        ("@type", .string("http://www.openmicroscopy.org/Schemas/ROI/2015-01#Point")),
        ("@type", .string(ShapeReading.schema + "Blob")), ("@type", .integer(1)),
    ]

    @Test(arguments: wrong)
    func `what is no shape is refused with the member's name`(
        _ name: String,
        _ value: JSONValue
    ) {
        let members = Self.place([("X", 1), ("Y", 2)]).filter { $0.name != name }
        let type = JSONValue.Member("@type", .string(ShapeReading.schema + "Point"))
        let document = JSONValue.object(
            (name == "@type" ? [] : [type]) + members + [.init(name, value)]
        )
        #expect {
            try ShapeReading(document)
        } throws: { error in
            guard let refusal = error as? Refusal else { return false }
            return refusal.status == .badRequest
                && (refusal.text.contains(name) || name == "@type")
        }
    }

    @Test(arguments: ["", "1", "1,2 3", "1,b", "nan,1", "1,inf"])
    func `points that are none are refused`(_ points: String) {
        let document = Self.document("Polygon", [.init("Points", .string(points))])
        #expect(throws: Refusal.self) { try ShapeReading(document) }
    }

    @Test func `a size below nothing is refused`() {
        let document = Self.document(
            "Rectangle",
            Self.place([("X", 1), ("Y", 2), ("Width", -3), ("Height", 4)])
        )
        #expect(throws: Refusal.self) { try ShapeReading(document) }
    }

    @Test func `what the viewer cannot say is kept when it says nothing of it`() throws {
        #expect(try point([]).kept == [.lock, .fillRule, .strokeDashes])
        #expect(try point([.init("Locked", false)]).kept == [.fillRule, .strokeDashes])
        let label = Self.document("Label", Self.place([("X", 1), ("Y", 2)]))
        #expect(try ShapeReading(label).kept.contains(.transform))
    }
}
