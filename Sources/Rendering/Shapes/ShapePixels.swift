package import Pixels

/// The pixels of an image that a shape is of: those whose middle lies in it, or that its line touches.
package struct ShapePixels: Sendable {
    /// Parts of rows, which do not overlap, from top to bottom.
    package private(set) var spans: [Span] = []

    package struct Span: Sendable, Equatable {
        package var y: Int
        package var xs: Range<Int>

        package init(y: Int, xs: Range<Int>) {
            self.y = y
            self.xs = xs
        }
    }

    /// Pixels of lines, and crossings of outlines with rows.
    package static let stepsMax = 1 << 22

    /// Nil for what has no pixels of its own, such as a label, or cannot be followed: an outline of
    /// no numbers, a transform that leaves nothing, more than `stepsMax`.
    package init?(_ shape: Shape, in image: PixelSize) {
        switch shape.geometry {
        case .label: return nil
        case .rectangle, .polygon:
            guard let outline = ShapeOutline(shape),
                let spans = OutlineRows.spans(of: outline.points, in: image)
            else { return nil }
            self.spans = spans
        case .line, .polyline, .point:
            guard let outline = ShapeOutline(shape),
                let spans = LineSteps.spans(of: outline.points, in: image)
            else { return nil }
            self.spans = spans
        case .ellipse, .mask:
            guard let rows = CurvedRows(shape, in: image) else { return nil }
            spans = rows.spans
        }
    }

    package var count: Int { spans.reduce(0) { $0 + $1.xs.count } }

    /// The smallest rectangle with all of them in it; nil when there are none.
    package var bounds: Region? {
        guard let first = spans.first, let last = spans.last,
            let left = spans.map(\.xs.lowerBound).min(),
            let right = spans.map(\.xs.upperBound).max()
        else { return nil }
        return Region(x: left, y: first.y, width: right - left, height: last.y - first.y + 1)
    }
}

/// The middles of pixels that lie between two places of an axis.
enum PixelMiddles {
    static func range(from start: Double, to end: Double, count: Int) -> Range<Int> {
        func index(_ place: Double) -> Int {
            let place = (place - 0.5).rounded(.up)
            return place <= 0 ? 0 : place >= Double(count) ? count : Int(place)
        }
        let (first, last) = (index(start), index(end))
        return first..<max(first, last)
    }
}

/// The inside of a closed outline, where a line to the outside crosses it an odd number of times.
enum OutlineRows {
    static func spans(
        of points: [(x: Double, y: Double)],
        in image: PixelSize
    ) -> [ShapePixels.Span]? {
        var crossings: [Int: [Double]] = [:]
        var count = 0
        for (index, start) in points.enumerated() {
            let end = points[(index + 1) % points.count]
            let (top, bottom) = start.y <= end.y ? (start, end) : (end, start)
            for row in PixelMiddles.range(from: top.y, to: bottom.y, count: image.height) {
                count += 1
                guard count <= ShapePixels.stepsMax else { return nil }
                let part = (Double(row) + 0.5 - top.y) / (bottom.y - top.y)
                crossings[row, default: []].append(top.x + part * (bottom.x - top.x))
            }
        }
        return crossings.sorted { $0.key < $1.key }.flatMap { row, places in
            let places = places.sorted()
            return stride(from: 0, to: places.count - 1, by: 2).compactMap { index in
                let xs = PixelMiddles.range(
                    from: places[index],
                    to: places[index + 1],
                    count: image.width
                )
                return xs.isEmpty ? nil : ShapePixels.Span(y: row, xs: xs)
            }
        }
    }
}

/// The pixels along a line, one a step of its longer axis; a single point is one pixel.
enum LineSteps {
    static func spans(
        of points: [(x: Double, y: Double)],
        in image: PixelSize
    ) -> [ShapePixels.Span]? {
        var pixels: Set<[Int]> = []
        func add(_ x: Double, _ y: Double) {
            guard x >= 0, y >= 0, x < Double(image.width), y < Double(image.height) else { return }
            pixels.insert([Int(y), Int(x)])
        }
        if let point = points.first { add(point.x, point.y) }
        var steps = 0
        for (start, end) in zip(points, points.dropFirst()) {
            let length = max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)
            guard length.isFinite, length <= Double(ShapePixels.stepsMax - steps) else {
                return nil
            }
            let count = max(1, Int(length))
            steps += count
            for step in 0...count {
                let part = Double(step) / Double(count)
                add(start.x + part * (end.x - start.x), start.y + part * (end.y - start.y))
            }
        }
        return pixels.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map {
            ShapePixels.Span(y: $0[0], xs: $0[1]..<($0[1] + 1))
        }
    }
}
