import JSON
import Pixels
import Repository

extension DocumentWriter {
    func roi(_ record: RegionRecord) throws -> JSONValue {
        var document = Document("ROI", id: record.id)
        document["omero:details"] = try details(record.ownership)
        document.add("Name", record.name)
        document.add("Description", record.description)
        document["url:roi"] = address.object(.rois, record.id)
        let details = innerDetails(record.ownership)
        document["shapes"] = .array(
            record.shapes.map { shape in
                var document = ShapeDocument(shape).document
                document["omero:details"] = details
                return document.json
            }
        )
        return document.json
    }

    /// A shape by itself, with the way to its region.
    func shape(
        _ record: ShapeRecord,
        of roiID: Int,
        _ ownership: Ownership
    ) throws -> JSONValue {
        var document = ShapeDocument(record).document
        document["omero:details"] = try details(ownership)
        document["url:roi"] = address.object(.rois, roiID)
        return document.json
    }
}

/// A shape in OME's words, still without its details.
struct ShapeDocument {
    private(set) var document: Document

    init(_ record: ShapeRecord) {
        let shape = record.shape
        document = Document(shape.geometry.name, id: record.id)
        add(shape.geometry)
        document.add("TheZ", shape.z)
        document.add("TheC", shape.c)
        document.add("TheT", shape.t)
        add(shape.style)
        document["Transform"] = shape.transform.map(Self.transform)
    }

    private mutating func add(_ geometry: Shape.Geometry) {
        switch geometry {
        case .rectangle(let x, let y, let width, let height),
            .mask(let x, let y, let width, let height, _):
            add([("X", x), ("Y", y), ("Width", width), ("Height", height)])
        case .ellipse(let x, let y, let radiusX, let radiusY):
            add([("X", x), ("Y", y), ("RadiusX", radiusX), ("RadiusY", radiusY)])
        case .point(let x, let y), .label(let x, let y):
            add([("X", x), ("Y", y)])
        case .line(let x1, let y1, let x2, let y2, let markers):
            add([("X1", x1), ("Y1", y1), ("X2", x2), ("Y2", y2)])
            add(markers)
        case .polyline(let points, let markers):
            document.add("Points", points)
            add(markers)
        case .polygon(let points):
            document.add("Points", points)
        }
    }

    private mutating func add(_ places: [(name: String, value: Double)]) {
        for place in places { document[place.name] = .number(place.value) }
    }

    private mutating func add(_ markers: Shape.Markers) {
        document.add("MarkerStart", markers.start)
        document.add("MarkerEnd", markers.end)
    }

    private mutating func add(_ style: ShapeStyle) {
        document.add("FillColor", style.fillColor)
        document.add("FillRule", style.fillRule)
        document.add("StrokeColor", style.strokeColor)
        document.add("StrokeDashArray", style.strokeDashArray)
        document["StrokeWidth"] = style.strokeWidth.map(Self.length)
        document.add("Text", style.text)
        document.add("FontFamily", style.fontFamily)
        document["FontSize"] = style.fontSize.map(Self.length)
        document.add("FontStyle", style.fontStyle)
        document["Locked"] = style.isLocked.map(JSONValue.boolean)
    }

    private static func length(_ measure: ShapeStyle.Measure) -> JSONValue {
        .length(measure.value, LengthUnit(named: measure.unit))
    }

    private static func transform(_ matrix: AffineTransform) -> JSONValue {
        [
            "@type": .string("\(Document.schema)#AffineTransform"),
            "A00": .number(matrix.a00),
            "A10": .number(matrix.a10),
            "A01": .number(matrix.a01),
            "A11": .number(matrix.a11),
            "A02": .number(matrix.a02),
            "A12": .number(matrix.a12),
        ]
    }
}

extension Shape.Geometry {
    /// The type's name in OME's schema.
    fileprivate var name: String {
        switch self {
        case .rectangle: "Rectangle"
        case .ellipse: "Ellipse"
        case .line: "Line"
        case .polyline: "Polyline"
        case .polygon: "Polygon"
        case .point: "Point"
        case .label: "Label"
        case .mask: "Mask"
        }
    }
}
