package import Pixels

/// The line around a shape, as corners in pixels of the image; a single one stands for a point.
package struct ShapeOutline: Sendable {
    package let points: [(x: Double, y: Double)]
    package let isClosed: Bool

    /// Corners in a quarter of an ellipse.
    private static let quarterSteps = 16
    /// Half an edge of the square that a point is shown in.
    private static let pointMargin = 50.0

    /// Nil when the shape's corners cannot be read, or its transform leads out of all numbers.
    package init?(_ shape: Shape) {
        guard let (corners, isClosed) = Self.corners(shape.geometry) else { return nil }
        let points = corners.map { shape.transform?.applied(to: $0) ?? $0 }
        guard !points.isEmpty, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
            return nil
        }
        self.points = points
        self.isClosed = isClosed
    }

    private static func corners(
        _ geometry: Shape.Geometry
    ) -> (points: [(x: Double, y: Double)], isClosed: Bool)? {
        switch geometry {
        case .rectangle(let x, let y, let width, let height),
            .mask(let x, let y, let width, let height, _):
            let (right, bottom) = (x + width, y + height)
            return ([(x, y), (right, y), (right, bottom), (x, bottom)], true)
        case .ellipse(let x, let y, let radiusX, let radiusY):
            return (circle.map { (x + $0.x * radiusX, y + $0.y * radiusY) }, true)
        case .line(let x1, let y1, let x2, let y2, _): return ([(x1, y1), (x2, y2)], false)
        case .polyline(let points, _): return ShapePoints.parse(points).map { ($0, false) }
        case .polygon(let points): return ShapePoints.parse(points).map { ($0, true) }
        case .point(let x, let y), .label(let x, let y): return ([(x, y)], false)
        }
    }

    /// Corners on the circle of radius 1, by its rational parametrisation in each quarter.
    private static let circle: [(x: Double, y: Double)] = {
        let quarter = (0..<quarterSteps).map { step -> (x: Double, y: Double) in
            let t = Double(step) / Double(quarterSteps)
            return ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
        }
        return quarter + quarter.map { (-$0.y, $0.x) } + quarter.map { (-$0.x, -$0.y) }
            + quarter.map { ($0.y, -$0.x) }
    }()

    /// The smallest rectangle with all corners in it; around a point there is some room.
    package var bounds: (x: Double, y: Double, width: Double, height: Double) {
        let margin = points.count == 1 ? Self.pointMargin : 0
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let left = (xs.min() ?? 0) - margin
        let top = (ys.min() ?? 0) - margin
        return (left, top, (xs.max() ?? 0) + margin - left, (ys.max() ?? 0) + margin - top)
    }
}

extension AffineTransform {
    fileprivate func applied(to point: (x: Double, y: Double)) -> (x: Double, y: Double) {
        (a00 * point.x + a01 * point.y + a02, a10 * point.x + a11 * point.y + a12)
    }
}
