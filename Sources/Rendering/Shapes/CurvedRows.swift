import Pixels

/// The pixels of shapes that are no outline of straight lines: each middle is asked whether it lies in
/// the shape, in the shape's own coordinates before its transform.
struct CurvedRows {
    private(set) var spans: [ShapePixels.Span] = []

    /// Nil when the transform leaves nothing, or more than `ShapePixels.stepsMax` would be asked.
    init?(_ shape: Shape, in image: PixelSize) {
        guard let box = Self.box(shape, in: image), let back = shape.transform.inverse else {
            return nil
        }
        let (pixels, isTooMany) = box.rows.count.multipliedReportingOverflow(by: box.xs.count)
        guard !isTooMany, pixels <= ShapePixels.stepsMax * 4,
            let contains = Self.test(shape.geometry)
        else { return nil }
        for row in box.rows {
            var start: Int?
            for x in box.xs {
                let isInside = contains(back((x: Double(x) + 0.5, y: Double(row) + 0.5)))
                if isInside, start == nil { start = x }
                if !isInside, let first = start {
                    spans.append(.init(y: row, xs: first..<x))
                    start = nil
                }
            }
            if let first = start { spans.append(.init(y: row, xs: first..<box.xs.upperBound)) }
        }
    }

    /// The rectangle around the shape, as far as it lies in the image.
    private static func box(
        _ shape: Shape,
        in image: PixelSize
    ) -> (rows: Range<Int>, xs: Range<Int>)? {
        var around = shape
        if case .ellipse(let x, let y, let radiusX, let radiusY) = shape.geometry {
            around.geometry = .rectangle(
                x: x - radiusX,
                y: y - radiusY,
                width: 2 * radiusX,
                height: 2 * radiusY
            )
        }
        guard let bounds = ShapeOutline(around)?.bounds else { return nil }
        return (
            PixelMiddles.range(
                from: bounds.y,
                to: bounds.y + bounds.height,
                count: image.height
            ),
            PixelMiddles.range(from: bounds.x, to: bounds.x + bounds.width, count: image.width)
        )
    }

    private typealias Test = ((x: Double, y: Double)) -> Bool

    private static func test(_ geometry: Shape.Geometry) -> Test? {
        switch geometry {
        case .ellipse(let x, let y, let radiusX, let radiusY):
            guard radiusX > 0, radiusY > 0 else { return nil }
            return { point in
                let (across, down) = ((point.x - x) / radiusX, (point.y - y) / radiusY)
                return across * across + down * down <= 1
            }
        case .mask(let x, let y, let width, let height, let bits):
            return { point in
                let (column, row) = (point.x - x, point.y - y)
                guard column >= 0, row >= 0, column < width, row < height else { return false }
                let index = row.rounded(.down) * width.rounded(.down) + column.rounded(.down)
                guard index < Double(bits.count * 8) else { return false }
                let bit = Int(index)
                return bits[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
            }
        default: return nil
        }
    }
}

extension AffineTransform? {
    /// From places in the image to those in the shape; nil when several become one.
    fileprivate var inverse: (((x: Double, y: Double)) -> (x: Double, y: Double))? {
        guard let matrix = self else { return { $0 } }
        let determinant = matrix.a00 * matrix.a11 - matrix.a01 * matrix.a10
        guard determinant.isNormal else { return nil }
        return { point in
            let (x, y) = (point.x - matrix.a02, point.y - matrix.a12)
            return (
                (matrix.a11 * x - matrix.a01 * y) / determinant,
                (matrix.a00 * y - matrix.a10 * x) / determinant
            )
        }
    }
}
