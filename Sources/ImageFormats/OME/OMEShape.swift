import Codecs
import Pixels

/// A shape's attributes by the names of any version of the schema, on their way to a `Shape`.
struct OMEShape: Sendable {
    /// Elements of geometry; `Rect` and `Circle` until 2009, `Text` until 2011.
    static let kinds: Set<String> = [
        "Rectangle", "Rect", "Ellipse", "Circle", "Point", "Line", "Polyline", "Polygon", "Label",
        "Text", "Mask", "Path",
    ]

    let kind: String
    var attributes: [String: String]
    /// The element of 2012 and later; before it was an attribute.
    var transform: [String: String]?
    var compression: String?
    /// The bits of a mask in base 64; nil where there are none.
    var encodedBits: String?
    var annotationIDs: [String] = []

    init(_ kind: String, _ attributes: [String: String]) {
        self.kind = kind
        self.attributes = attributes
    }

    func shape(_ limits: ReadLimits) throws(OMEOmission) -> Shape {
        Shape(
            try geometry(limits),
            z: try plane("TheZ", "theZ"),
            c: try plane("TheC", "theC"),
            t: try plane("TheT", "theT"),
            style: try ShapeStyle(ome: attributes, limits),
            transform: try affineTransform()
        )
    }

    private func geometry(_ limits: ReadLimits) throws(OMEOmission) -> Shape.Geometry {
        switch kind {
        case "Rectangle", "Rect":
            .rectangle(
                x: try number("X", "x"),
                y: try number("Y", "y"),
                width: try number("Width", "width"),
                height: try number("Height", "height")
            )
        case "Ellipse", "Circle":
            .ellipse(
                x: try number("X", "cx"),
                y: try number("Y", "cy"),
                radiusX: try number("RadiusX", "rx", "r"),
                radiusY: try number("RadiusY", "ry", "r")
            )
        case "Point": .point(x: try number("X", "cx"), y: try number("Y", "cy"))
        case "Label", "Text": .label(x: try number("X", "x"), y: try number("Y", "y"))
        case "Line":
            .line(
                x1: try number("X1", "x1"),
                y1: try number("Y1", "y1"),
                x2: try number("X2", "x2"),
                y2: try number("Y2", "y2"),
                markers
            )
        // Until 2011 a polygon was a polyline that is closed.
        case "Polyline" where attributes["Closed"] != "true":
            .polyline(points: try points(), markers)
        case "Polyline", "Polygon": .polygon(points: try points())
        case "Mask": try mask(limits)
        default: throw OMEOmission(text: "shapes of this kind are not read")
        }
    }

    private var markers: Shape.Markers {
        Shape.Markers(start: attributes["MarkerStart"], end: attributes["MarkerEnd"])
    }

    private func number(_ names: String...) throws(OMEOmission) -> Double {
        guard let (name, text) = attributes.first(of: names) else {
            throw OMEOmission(text: "there is no \(names[0])")
        }
        guard let number = Double(text), number.isFinite else {
            throw OMEOmission(text: "\(name) is no number: \(text.prefix(40))")
        }
        return number
    }

    private func plane(_ names: String...) throws(OMEOmission) -> Int? {
        guard let (name, text) = attributes.first(of: names) else { return nil }
        guard let number = Int(text), (-1...Int(Int32.max)).contains(number) else {
            throw OMEOmission(text: "\(name) is no number of a plane: \(text.prefix(40))")
        }
        // Some writers mean all planes by -1.
        return number < 0 ? nil : number
    }

    private func points() throws(OMEOmission) -> String {
        guard let (name, text) = attributes.first(of: ["Points", "points"]) else {
            throw OMEOmission(text: "there are no Points")
        }
        guard ShapePoints.parse(text) != nil else {
            let what = "\(name) are not 1 to \(ShapePoints.countMax) pairs of numbers"
            throw OMEOmission(text: "\(what): \(text.prefix(40))")
        }
        return text
    }

    private func mask(_ limits: ReadLimits) throws(OMEOmission) -> Shape.Geometry {
        let (width, height) = (try number("Width", "width"), try number("Height", "height"))
        guard width >= 0, height >= 0, width * height <= Double(limits.maskBytes) * 8 else {
            throw OMEOmission(
                text: "a mask of \(width)×\(height), more than \(limits.maskBytes) bytes"
            )
        }
        return .mask(
            x: try number("X", "x"),
            y: try number("Y", "y"),
            width: width,
            height: height,
            bits: try bits(countMax: Int((width * height / 8).rounded(.up)))
        )
    }

    private func bits(countMax: Int) throws(OMEOmission) -> [UInt8] {
        guard let encodedBits else { throw OMEOmission(text: "there is no BinData") }
        guard let bytes = Base64.decode(encodedBits) else {
            throw OMEOmission(text: "BinData is not in base 64: \(encodedBits.prefix(40))")
        }
        switch compression {
        case nil, "none": return Array(bytes.prefix(countMax))
        case "zlib":
            do {
                return try Deflate.decode(bytes, countMax: countMax)
            } catch {
                throw OMEOmission(text: "BinData cannot be decompressed: \(error)")
            }
        case let name?: throw OMEOmission(text: "BinData has Compression \(name)")
        }
    }

    private func affineTransform() throws(OMEOmission) -> AffineTransform? {
        let names = ["A00", "A10", "A01", "A11", "A02", "A12"]
        var texts: [String]
        if let transform {
            texts = names.map { transform[$0] ?? "" }
        } else if let text = attributes["Transform"], text != "none" {
            // Six numbers in SVG's order, in parentheses or not.
            let inner = text.split { "()".contains($0) }.last ?? ""
            texts = inner.split { $0 == "," || $0.isWhitespace }.map(String.init)
        } else {
            return nil
        }
        let values = texts.compactMap { Double($0) }.filter(\.isFinite)
        guard texts.count == 6, let matrix = AffineTransform(columns: values) else {
            throw OMEOmission(text: "Transform has not six numbers: \(texts)")
        }
        return matrix
    }
}

extension [String: String] {
    /// The first attribute there is of several names for one thing.
    func first(of names: [String]) -> (name: String, text: String)? {
        for name in names {
            if let text = self[name] { return (name, text) }
        }
        return nil
    }
}
