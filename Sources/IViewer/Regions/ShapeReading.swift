package import HTTP
package import JSON
package import Pixels
package import Repository

/// A shape as OMERO's clients send it, in the words of OME's schema.
package struct ShapeReading: Equatable {
    package let shape: Shape
    /// What the document says nothing of, though the viewer knows no way to say it.
    package let kept: ShapeEdit.Kept

    /// Bytes of a shape's text, and of one of its other words.
    package static let textBytesMax = 1 << 18
    package static let wordBytesMax = 256

    static let schema = "http://www.openmicroscopy.org/Schemas/OME/2016-06#"

    /// - Throws: `Refusal` with what is wrong, and where.
    package init(_ document: JSONValue) throws(Refusal) {
        let fields = ShapeFieldReading(document)
        let geometry = try Self.geometry(fields)
        var shape = Shape(
            geometry,
            z: try fields.index("TheZ"),
            c: try fields.index("TheC"),
            t: try fields.index("TheT")
        )
        shape.style = try Self.style(fields)
        shape.transform = try fields.transform("Transform")
        self.shape = shape
        kept = Self.kept(document, geometry)
    }

    private static func geometry(
        _ fields: ShapeFieldReading
    ) throws(Refusal) -> Shape.Geometry {
        switch try fields.type() {
        case "Rectangle":
            return .rectangle(
                x: try fields.number("X"),
                y: try fields.number("Y"),
                width: try fields.extent("Width"),
                height: try fields.extent("Height")
            )
        case "Mask":
            return .mask(
                x: try fields.number("X"),
                y: try fields.number("Y"),
                width: try fields.extent("Width"),
                height: try fields.extent("Height"),
                bits: []
            )
        case "Ellipse":
            return .ellipse(
                x: try fields.number("X"),
                y: try fields.number("Y"),
                radiusX: try fields.extent("RadiusX"),
                radiusY: try fields.extent("RadiusY")
            )
        case "Line":
            return .line(
                x1: try fields.number("X1"),
                y1: try fields.number("Y1"),
                x2: try fields.number("X2"),
                y2: try fields.number("Y2"),
                try fields.markers()
            )
        case "Polyline":
            return .polyline(points: try fields.points(), try fields.markers())
        case "Polygon": return .polygon(points: try fields.points())
        case "Point": return .point(x: try fields.number("X"), y: try fields.number("Y"))
        case "Label": return .label(x: try fields.number("X"), y: try fields.number("Y"))
        case let other: throw Refusal(.badRequest, "\(other) is no kind of shape")
        }
    }

    private static func style(_ fields: ShapeFieldReading) throws(Refusal) -> ShapeStyle {
        var style = ShapeStyle()
        style.fillColor = try fields.color("FillColor")
        style.fillRule = try fields.word("FillRule")
        style.strokeColor = try fields.color("StrokeColor")
        style.strokeDashArray = try fields.word("StrokeDashArray")
        style.strokeWidth = try fields.length("StrokeWidth")
        style.text = try fields.text("Text", bytesMax: textBytesMax)
        style.fontFamily = try fields.word("FontFamily")
        style.fontSize = try fields.length("FontSize")
        style.fontStyle = try fields.word("FontStyle")
        style.isLocked = try fields.truth("Locked")
        return style
    }

    /// OMERO.iviewer draws no locks, dashes and fill rules, turns no label, and never has a mask's bits.
    private static func kept(_ document: JSONValue, _ geometry: Shape.Geometry) -> ShapeEdit.Kept {
        var kept: ShapeEdit.Kept = []
        if document["Locked"] == nil { kept.insert(.lock) }
        if document["FillRule"] == nil { kept.insert(.fillRule) }
        if document["StrokeDashArray"] == nil { kept.insert(.strokeDashes) }
        switch geometry {
        case .mask: kept.insert(.maskBits)
        case .label where document["Transform"] == nil: kept.insert(.transform)
        default: break
        }
        return kept
    }
}
