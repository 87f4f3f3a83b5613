import JSON
import Pixels
import Repository

/// A shape as OMERO's viewers of SVG read it.
enum ShapeFields {
    static func document(_ record: ShapeRecord) -> JSONValue {
        let shape = record.shape
        var members: [(String, JSONValue?)] = [
            ("id", .integer(record.id)), ("theT", shape.t.map(JSONValue.integer)),
            ("theZ", shape.z.map(JSONValue.integer)),
        ]
        members += geometry(shape.geometry)
        members += text(shape.style)
        members.append(("transform", shape.transform.map(transform)))
        members += color("fill", shape.style.fillColor)
        members += color("stroke", shape.style.strokeColor)
        members.append(("strokeWidth", shape.style.strokeWidth.map { .number($0.value) }))
        if case .line(_, _, _, _, let markers) = shape.geometry { members += ends(markers) }
        if case .polyline(_, let markers) = shape.geometry { members += ends(markers) }
        return .object(members.compactMap { name, value in value.map { .init(name, $0) } })
    }

    private static func geometry(_ geometry: Shape.Geometry) -> [(String, JSONValue?)] {
        func fields(_ type: String, _ numbers: (String, Double)...) -> [(String, JSONValue?)] {
            [("type", .string(type))] + numbers.map { ($0.0, .number($0.1)) }
        }
        return switch geometry {
        case .rectangle(let x, let y, let width, let height):
            fields("Rectangle", ("x", x), ("y", y), ("width", width), ("height", height))
        case .mask(let x, let y, let width, let height, _):
            fields("Mask", ("x", x), ("y", y), ("width", width), ("height", height))
        case .ellipse(let x, let y, let radiusX, let radiusY):
            fields("Ellipse", ("x", x), ("y", y), ("radiusX", radiusX), ("radiusY", radiusY))
        case .line(let x1, let y1, let x2, let y2, _):
            fields("Line", ("x1", x1), ("x2", x2), ("y1", y1), ("y2", y2))
        case .point(let x, let y): fields("Point", ("x", x), ("y", y))
        case .label(let x, let y): fields("Label", ("x", x), ("y", y))
        case .polyline(let points, _):
            fields("PolyLine") + [("points", .string(path(points)))]
        case .polygon(let points):
            fields("Polygon") + [("points", .string(path(points) + " z"))]
        }
    }

    /// `1,2 3,4` as a path of SVG, with the digits that were written: `M 1 2 L 3 4`.
    private static func path(_ points: String) -> String {
        let numbers = points.split { $0 == "," || $0.isWhitespace }
        let corners = stride(from: 0, to: numbers.count - numbers.count % 2, by: 2).map {
            "\(numbers[$0]) \(numbers[$0 + 1])"
        }
        return "M " + corners.joined(separator: " L ")
    }

    /// How text is written is told only where there is some.
    private static func text(_ style: ShapeStyle) -> [(String, JSONValue?)] {
        guard let text = style.text else { return [] }
        return [
            ("textValue", .string(text)), ("fontSize", style.fontSize.map { .number($0.value) }),
            ("fontStyle", style.fontStyle.map(JSONValue.string)),
            ("fontFamily", style.fontFamily.map(JSONValue.string)),
        ]
    }

    private static func transform(_ matrix: AffineTransform) -> JSONValue {
        let numbers = [
            matrix.a00, matrix.a10, matrix.a01, matrix.a11, matrix.a02, matrix.a12,
        ]
        return .string("matrix(" + numbers.map { "\($0)" }.joined(separator: " ") + ")")
    }

    private static func color(_ name: String, _ packed: Int?) -> [(String, JSONValue?)] {
        guard let color = packed.flatMap(RGBAColor.init(shape:)) else { return [] }
        return [
            (name + "Color", .string("#" + color.hexadecimal.lowercased())),
            (name + "Alpha", .number(Double(color.alpha) / 255)),
        ]
    }

    private static func ends(_ markers: Shape.Markers) -> [(String, JSONValue?)] {
        [
            ("markerStart", markers.start.map(JSONValue.string)),
            ("markerEnd", markers.end.map(JSONValue.string)),
        ]
    }
}

extension RGBAColor {
    /// A shape's colour: signed 32 bits, red in the highest byte; nil for what is no such number.
    init?(shape packed: Int) {
        guard let signed = Int32(exactly: packed) else { return nil }
        let bits = UInt32(bitPattern: signed)
        self.init(
            red: UInt8(bits >> 24),
            green: UInt8(bits >> 16 & 0xFF),
            blue: UInt8(bits >> 8 & 0xFF),
            alpha: UInt8(bits & 0xFF)
        )
    }
}
