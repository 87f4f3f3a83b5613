import Pixels

/// Reads a plane and shrinks it: each sample is the mean of the rectangle it stands for, weighed by
/// how much of each pixel lies in it.
///
/// A plane is read in bands and added up as it comes, so memory grows with the image's width only.
enum AreaAverage {
    static func read(
        _ source: any PixelSource,
        _ plane: PlaneIndex,
        level: Int,
        size: PixelSize
    ) throws -> PixelBuffer {
        let samples: PixelBuffer.Samples =
            switch source.pixelType {
            case .bit, .uint8: .uint8(try shrink(source, plane, level, size))
            case .int8: .int8(try shrink(source, plane, level, size))
            case .uint16: .uint16(try shrink(source, plane, level, size))
            case .int16: .int16(try shrink(source, plane, level, size))
            case .uint32: .uint32(try shrink(source, plane, level, size))
            case .int32: .int32(try shrink(source, plane, level, size))
            case .float: .float(try shrink(source, plane, level, size))
            case .double: .double(try shrink(source, plane, level, size))
            }
        return PixelBuffer(size: size, samples: samples)
    }

    private static func shrink<Sample: AveragedSample>(
        _ source: any PixelSource,
        _ plane: PlaneIndex,
        _ level: Int,
        _ size: PixelSize
    ) throws -> [Sample] {
        let full = source.levels[level]
        var shrinking = Shrinking<Sample>(from: full, to: size)
        for band in Bands(of: source, level: level) {
            let buffer = try source.read(plane, band, level: level)
            guard let values = Sample.values(of: buffer.samples) else {
                throw RenderingError.wrongSampleType(expected: source.pixelType)
            }
            try buffer.require(source.pixelType, count: band.width * band.height)
            for row in 0..<band.height {
                let start = row * full.width
                shrinking.add(values.span.extracting(start..<(start + full.width)))
            }
        }
        return shrinking.means
    }
}

/// A plane on its way to a smaller one, fed row by row.
private struct Shrinking<Sample: AveragedSample> {
    private(set) var means: [Sample] = []

    private let columns: Cuts
    private let rows: Cuts
    /// The row to come.
    private var y = 0
    /// The row of the result that is being added up.
    private var target = 0
    /// Sums by column of the source, of rows whose weights amount to `summedWeight`.
    private var sums: [Sample.Sum]
    private var summedWeight = 0
    /// Sums by column of the result.
    private var totals: [Double]

    init(from source: PixelSize, to size: PixelSize) {
        columns = Cuts(from: source.width, to: size.width)
        rows = Cuts(from: source.height, to: size.height)
        sums = [Sample.Sum](repeating: 0, count: source.width)
        totals = [Double](repeating: 0, count: size.width)
        means.reserveCapacity(size.width * size.height)
    }

    mutating func add(_ row: Span<Sample>) {
        // The row at a border belongs to two parts, and to more when the plane grows.
        while target < rows.parts.count, rows.parts[target].start <= y {
            let part = rows.parts[target]
            add(row, weight: rows.weight(of: y, in: part))
            guard y == part.end - 1 else { break }
            finish(part)
        }
        y += 1
    }

    private mutating func add(_ row: Span<Sample>, weight: Int) {
        if summedWeight + weight > Sample.summedWeightMax { carry() }
        summedWeight += weight
        var target = sums.mutableSpan
        Sample.add(row, weight: weight, to: &target)
    }

    /// Moves the sums of columns to those of the result.
    private mutating func carry() {
        Sample.add(sums, summedWeight, of: columns, to: &totals)
        for index in sums.indices { sums[index] = 0 }
        summedWeight = 0
    }

    private mutating func finish(_ part: Cuts.Part) {
        carry()
        means += Sample.means(of: totals, columns, rowWeight: part.weight)
        for index in totals.indices { totals[index] = 0 }
        target += 1
    }
}
