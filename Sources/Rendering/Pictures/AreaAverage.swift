import Pixels

/// Reads a plane and shrinks it: each sample is the mean of the rectangle it stands for, weighed by
/// how much of each pixel lies in it.
///
/// A plane is read in bands and added up as it comes, so memory grows with the image's width only.
struct AreaAverage {
    private let source: any PixelSource
    private let level: Int
    private let size: PixelSize
    private let columns: Cuts
    private let rows: Cuts

    /// All planes of a level are shrunk to the same size in the same way.
    init(_ source: any PixelSource, level: Int, to size: PixelSize) {
        self.source = source
        self.level = level
        self.size = size
        columns = Cuts(from: source.levels[level].width, to: size.width)
        rows = Cuts(from: source.levels[level].height, to: size.height)
    }

    func read(_ plane: PlaneIndex) throws -> PixelBuffer {
        let samples: PixelBuffer.Samples =
            switch source.pixelType {
            case .bit, .uint8: .uint8(try shrink(plane))
            case .int8: .int8(try shrink(plane))
            case .uint16: .uint16(try shrink(plane))
            case .int16: .int16(try shrink(plane))
            case .uint32: .uint32(try shrink(plane))
            case .int32: .int32(try shrink(plane))
            case .float: .float(try shrink(plane))
            case .double: .double(try shrink(plane))
            }
        return PixelBuffer(size: size, samples: samples)
    }

    private func shrink<Sample: AveragedSample>(_ plane: PlaneIndex) throws -> [Sample] {
        let width = source.levels[level].width
        var shrinking = Shrinking<Sample>(columns, rows, width: width)
        for band in Bands(of: source, level: level) {
            let buffer = try source.read(plane, band, level: level)
            let values: [Sample] = try buffer.values(
                source.pixelType,
                count: band.width * band.height
            )
            shrinking.add(values.span)
        }
        return shrinking.means
    }
}

/// A plane on its way to a smaller one, fed with some rows at a time.
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
    /// The last finished row of the result.
    private var row: [Sample]

    /// - Parameter width: of a row that is added.
    init(_ columns: Cuts, _ rows: Cuts, width: Int) {
        self.columns = columns
        self.rows = rows
        sums = [Sample.Sum](repeating: 0, count: width)
        totals = [Double](repeating: 0, count: columns.parts.count)
        row = [Sample](repeating: 0, count: columns.parts.count)
        means.reserveCapacity(columns.parts.count * rows.parts.count)
    }

    mutating func add(_ band: Span<Sample>) {
        let width = sums.count
        var start = 0
        while start < band.count {
            let end = min(start + wholeRowCount * width, band.count)
            add(rows: band.extracting(start..<end))
            start = end
        }
    }

    /// Rows from the next one on that belong to one part, and to it alone.
    private var wholeRowCount: Int {
        guard rows.areWhole, target < rows.parts.count else { return 1 }
        return min(rows.parts[target].end - y, Sample.summedWeightMax)
    }

    private mutating func add(rows added: Span<Sample>) {
        let last = y + added.count / sums.count - 1
        // The row at a border belongs to two parts, and to more when the plane grows.
        while target < rows.parts.count, rows.parts[target].start <= y {
            let part = rows.parts[target]
            add(added, count: last - y + 1, weight: rows.weight(of: last, in: part))
            guard last == part.end - 1 else { break }
            finish(part)
        }
        y = last + 1
    }

    private mutating func add(_ added: Span<Sample>, count: Int, weight: Int) {
        if summedWeight + count * weight > Sample.summedWeightMax { carry() }
        summedWeight += count * weight
        var target = sums.mutableSpan
        Sample.add(added, weight: weight, to: &target)
    }

    /// Moves the sums of columns to those of the result.
    private mutating func carry() {
        Sample.add(sums, summedWeight, of: columns, to: &totals)
        for index in sums.indices { sums[index] = 0 }
        summedWeight = 0
    }

    private mutating func finish(_ part: Cuts.Part) {
        carry()
        Self.write(&row, totals, columns, part)
        means += row
        for index in totals.indices { totals[index] = 0 }
        target += 1
    }

    private static func write(
        _ row: inout [Sample],
        _ totals: [Double],
        _ columns: Cuts,
        _ part: Cuts.Part
    ) {
        var span = row.mutableSpan
        Sample.write(&span, of: totals.span, columns, rowWeight: part.weight)
    }
}
