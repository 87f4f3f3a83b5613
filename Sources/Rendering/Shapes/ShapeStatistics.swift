package import Pixels

/// What the samples of a shape's pixels are like, in one channel.
package struct ShapeStatistics: Sendable, Equatable {
    package private(set) var count = 0
    package private(set) var min = Double.infinity
    package private(set) var max = -Double.infinity
    package private(set) var sum = 0.0
    /// The mean as it came to be, and the squares of the distances from it.
    private var middle = 0.0
    private var squares = 0.0

    package init() {}

    package var mean: Double { count > 0 ? sum / Double(count) : 0 }

    /// Of a sample of a population: divided by one less than the number.
    package var standardDeviation: Double {
        count > 1 ? (squares / Double(count - 1)).squareRoot() : 0
    }

    /// A value that is no number does not count.
    package mutating func add(_ value: Double) {
        guard !value.isNaN else { return }
        count += 1
        min = Swift.min(min, value)
        max = Swift.max(max, value)
        sum += value
        let distance = value - middle
        middle += distance / Double(count)
        squares += distance * (value - middle)
    }

    /// Most samples of one reading.
    private static let readMax = 1 << 20

    /// Reads the rectangle around the pixels in bands of rows.
    package init(
        _ pixels: ShapePixels,
        of source: any PixelSource,
        _ plane: PlaneIndex
    ) throws {
        self.init()
        guard let bounds = pixels.bounds else { return }
        let rows = Swift.max(1, Self.readMax / bounds.width)
        var rest = pixels.spans[...]
        while let first = rest.first {
            let end = Swift.min(first.y + rows, bounds.y + bounds.height)
            let spans = rest.prefix { $0.y < end }
            rest = rest.dropFirst(spans.count)
            let band = Region(x: bounds.x, y: first.y, width: bounds.width, height: end - first.y)
            let buffer = try source.read(plane, band, level: 0)
            try buffer.require(source.pixelType, count: band.width * band.height)
            let samples = buffer.samples.reals
            for span in spans {
                let row = (span.y - band.y) * band.width - band.x
                for x in span.xs { add(samples[row + x]) }
            }
        }
    }
}
