import Pixels

/// Draws the line of a shape on a picture, two pixels thick.
struct OutlinePen {
    private let size: PixelSize
    private let color: UInt32

    private static let thickness = 2
    /// Edge of the square that marks a point.
    private static let pointSide = 6

    init(size: PixelSize, color: UInt32) {
        self.size = size
        self.color = color
    }

    /// - Parameter points: in pixels of the picture; what lies outside is cut off.
    func draw(_ points: [(x: Double, y: Double)], isClosed: Bool, on canvas: inout Canvas) {
        if points.count == 1 { dot(points[0], side: Self.pointSide, on: &canvas) }
        for (start, end) in zip(points, points.dropFirst()) { line(start, end, on: &canvas) }
        if isClosed, let first = points.first, let last = points.last {
            line(last, first, on: &canvas)
        }
    }

    private func line(
        _ start: (x: Double, y: Double),
        _ end: (x: Double, y: Double),
        on canvas: inout Canvas
    ) {
        guard let (from, to) = clipped(start, end) else { return }
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let steps = max(Int(max(abs(dx), abs(dy)).rounded(.up)), 1)
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let point = (from.x + dx * share, from.y + dy * share)
            dot(point, side: Self.thickness, on: &canvas)
        }
    }

    /// A square whose middle is the point.
    private func dot(_ point: (x: Double, y: Double), side: Int, on canvas: inout Canvas) {
        let room = Double(side)
        guard point.x > -room, point.y > -room, point.x < Double(size.width) + room,
            point.y < Double(size.height) + room
        else { return }
        let (x, y) = (Int(point.x.rounded()) - side / 2, Int(point.y.rounded()) - side / 2)
        canvas.fill(x, y, side: side, color)
    }

    /// The part of a line that lies on the picture or hardly beside it (Liang and Barsky), so that
    /// lines cost no more than the picture is wide; nil when none does.
    private func clipped(
        _ start: (x: Double, y: Double),
        _ end: (x: Double, y: Double)
    ) -> (from: (x: Double, y: Double), to: (x: Double, y: Double))? {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let room = Double(Self.thickness)
        let edges = [
            (-dx, start.x + room), (dx, Double(size.width) + room - start.x),
            (-dy, start.y + room), (dy, Double(size.height) + room - start.y),
        ]
        var (low, high) = (0.0, 1.0)
        for (slope, distance) in edges {
            if slope == 0 {
                if distance < 0 { return nil }
            } else if slope < 0 {
                low = max(low, distance / slope)
            } else {
                high = min(high, distance / slope)
            }
        }
        guard low <= high else { return nil }
        return (
            (start.x + dx * low, start.y + dy * low), (start.x + dx * high, start.y + dy * high)
        )
    }
}
