/// A region of interest: shapes that mark one thing in an image.
package struct RegionRecord: Sendable, Equatable {
    package var id: Int
    package var imageID: Int
    package var name: String?
    package var description: String?
    package var ownership: Ownership
    /// Seconds since 1970.
    package var createdSeconds: Int
    /// By their numbers.
    package var shapes: [ShapeRecord]
}

/// A region that is to be made.
package struct NewRegion: Sendable, Equatable {
    package var imageID: Int
    package var name: String?
    package var description: String?
    package var ownership: Ownership
    package var shapes: [Shape]

    package init(
        imageID: Int,
        name: String? = nil,
        description: String? = nil,
        ownership: Ownership,
        shapes: [Shape]
    ) {
        self.imageID = imageID
        self.name = name
        self.description = description
        self.ownership = ownership
        self.shapes = shapes
    }
}

package struct ShapeRecord: Sendable, Equatable {
    package var id: Int
    package var shape: Shape
}

/// A shape of OME's model; lengths are in pixels of the image.
package struct Shape: Sendable, Equatable {
    package var geometry: Geometry
    /// The plane it lies on, counted from 0; nil for all.
    package var z: Int?
    package var c: Int?
    package var t: Int?
    package var style: ShapeStyle
    package var transform: AffineTransform?

    package init(
        _ geometry: Geometry,
        z: Int? = nil,
        c: Int? = nil,
        t: Int? = nil,
        style: ShapeStyle = ShapeStyle(),
        transform: AffineTransform? = nil
    ) {
        self.geometry = geometry
        self.z = z
        self.c = c
        self.t = t
        self.style = style
        self.transform = transform
    }

    package enum Geometry: Sendable, Equatable {
        case rectangle(x: Double, y: Double, width: Double, height: Double)
        case ellipse(x: Double, y: Double, radiusX: Double, radiusY: Double)
        case line(x1: Double, y1: Double, x2: Double, y2: Double, Markers)
        /// Points are text as OME has it: `1,2 3,4`.
        case polyline(points: String, Markers)
        case polygon(points: String)
        case point(x: Double, y: Double)
        case label(x: Double, y: Double)
        /// One bit a pixel, row after row.
        case mask(x: Double, y: Double, width: Double, height: Double, bits: [UInt8])
    }

    /// What stands at the ends of a line, such as `Arrow`.
    package struct Markers: Sendable, Equatable {
        package var start: String?
        package var end: String?

        package init(start: String? = nil, end: String? = nil) {
            self.start = start
            self.end = end
        }
    }
}

/// How a shape is drawn; nil where nobody said.
package struct ShapeStyle: Sendable, Equatable {
    /// Signed 32 bits, red in the highest byte, alpha in the lowest.
    package var fillColor: Int?
    package var fillRule: String?
    package var strokeColor: Int?
    package var strokeDashArray: String?
    package var strokeWidth: Measure?
    package var text: String?
    package var fontFamily: String?
    package var fontSize: Measure?
    package var fontStyle: String?
    package var isLocked: Bool?

    package init() {}

    /// A length with OMERO's name of its unit, such as `PIXEL` or `POINT`.
    package struct Measure: Sendable, Equatable {
        package var value: Double
        package var unit: String

        package init(_ value: Double, unit: String) {
            self.value = value
            self.unit = unit
        }
    }
}

/// Two rows of a matrix that is applied to a shape: x' = a00·x + a01·y + a02.
package struct AffineTransform: Sendable, Equatable {
    package var a00: Double
    package var a10: Double
    package var a01: Double
    package var a11: Double
    package var a02: Double
    package var a12: Double

    package init(
        a00: Double,
        a10: Double,
        a01: Double,
        a11: Double,
        a02: Double,
        a12: Double
    ) {
        self.a00 = a00
        self.a10 = a10
        self.a01 = a01
        self.a11 = a11
        self.a02 = a02
        self.a12 = a12
    }
}
