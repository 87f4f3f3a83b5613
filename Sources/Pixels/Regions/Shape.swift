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
