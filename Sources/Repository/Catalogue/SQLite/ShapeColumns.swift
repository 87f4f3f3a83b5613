import Pixels
import SQLite

/// The columns of a shape's row: which of those of geometry are not null follows from the type.
struct ShapeColumns {
    var type = ""
    var x, y, width, height, radiusX, radiusY, x1, y1, x2, y2: Double?
    var points, markerStart, markerEnd: String?
    var mask: [UInt8]?

    /// In the order in which `ShapeColumns.init(row:)` and `ShapeRecord.init(row:)` read them.
    static let geometry = """
        type, x, y, width, height, radiusx, radiusy, x1, y1, x2, y2,
            points, markerstart, markerend, mask
        """
    static let style = """
        thez, thec, thet, fillcolor, fillrule, strokecolor, strokedasharray,
            strokewidth, strokewidthunit, textvalue, fontfamily, fontsize, fontsizeunit,
            fontstyle, locked, a00, a10, a01, a11, a02, a12
        """
    static let read = "id, \(geometry), \(style)"

    init(_ geometry: Shape.Geometry) {
        switch geometry {
        case .rectangle(let x, let y, let width, let height):
            type = "rectangle"
            (self.x, self.y, self.width, self.height) = (x, y, width, height)
        case .ellipse(let x, let y, let radiusX, let radiusY):
            type = "ellipse"
            (self.x, self.y, self.radiusX, self.radiusY) = (x, y, radiusX, radiusY)
        case .line(let x1, let y1, let x2, let y2, let markers):
            type = "line"
            (self.x1, self.y1, self.x2, self.y2) = (x1, y1, x2, y2)
            (markerStart, markerEnd) = (markers.start, markers.end)
        case .polyline(let points, let markers):
            type = "polyline"
            self.points = points
            (markerStart, markerEnd) = (markers.start, markers.end)
        case .polygon(let points):
            type = "polygon"
            self.points = points
        case .point(let x, let y):
            type = "point"
            (self.x, self.y) = (x, y)
        case .label(let x, let y):
            type = "label"
            (self.x, self.y) = (x, y)
        case .mask(let x, let y, let width, let height, let bits):
            type = "mask"
            (self.x, self.y, self.width, self.height, mask) = (x, y, width, height, bits)
        }
    }

    init(row: inout Row) throws {
        type = try row.next()
        x = try row.next()
        y = try row.next()
        width = try row.next()
        height = try row.next()
        radiusX = try row.next()
        radiusY = try row.next()
        x1 = try row.next()
        y1 = try row.next()
        x2 = try row.next()
        y2 = try row.next()
        points = try row.next()
        markerStart = try row.next()
        markerEnd = try row.next()
        mask = try row.next()
    }

    func geometry() throws -> Shape.Geometry {
        let markers = Shape.Markers(start: markerStart, end: markerEnd)
        switch (type, x, y, width, height) {
        case ("rectangle", let x?, let y?, let width?, let height?):
            return .rectangle(x: x, y: y, width: width, height: height)
        case ("mask", let x?, let y?, let width?, let height?):
            return .mask(x: x, y: y, width: width, height: height, bits: mask ?? [])
        case ("point", let x?, let y?, _, _): return .point(x: x, y: y)
        case ("label", let x?, let y?, _, _): return .label(x: x, y: y)
        case ("ellipse", let x?, let y?, _, _):
            if let radiusX, let radiusY {
                return .ellipse(x: x, y: y, radiusX: radiusX, radiusY: radiusY)
            }
        case ("line", _, _, _, _):
            if let x1, let y1, let x2, let y2 {
                return .line(x1: x1, y1: y1, x2: x2, y2: y2, markers)
            }
        case ("polyline", _, _, _, _):
            if let points { return .polyline(points: points, markers) }
        case ("polygon", _, _, _, _):
            if let points { return .polygon(points: points) }
        default: break
        }
        throw RepositoryError.unknownValue(name: "shape", value: type)
    }
}

extension ShapeRecord {
    /// Reads `ShapeColumns.read`.
    init(row: inout Row) throws {
        id = try row.next()
        let geometry = try ShapeColumns(row: &row).geometry()
        shape = Shape(geometry, z: try row.next(), c: try row.next(), t: try row.next())
        shape.style = try ShapeStyle(row: &row)
        shape.transform = try AffineTransform(row: &row)
    }
}

extension ShapeStyle {
    fileprivate init(row: inout Row) throws {
        self.init()
        fillColor = try row.next()
        fillRule = try row.next()
        strokeColor = try row.next()
        strokeDashArray = try row.next()
        strokeWidth = try Measure(row: &row)
        text = try row.next()
        fontFamily = try row.next()
        fontSize = try Measure(row: &row)
        fontStyle = try row.next()
        isLocked = try row.next()
    }
}

extension ShapeStyle.Measure {
    fileprivate init?(row: inout Row) throws {
        let value = try row.next(Double?.self)
        let unit = try row.next(String?.self)
        guard let value, let unit else { return nil }
        self.init(value, unit: unit)
    }
}

extension AffineTransform {
    fileprivate init?(row: inout Row) throws {
        var values: [Double] = []
        for _ in 0..<6 {
            if let value = try row.next(Double?.self) { values.append(value) }
        }
        self.init(columns: values)
    }
}
