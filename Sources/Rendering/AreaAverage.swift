import Pixels

/// Shrinks a plane to a small size: each sample is the mean of the rectangle it stands for.
///
/// The plane is read in bands, so memory does not grow with the image.
enum AreaAverage {
    /// Samples in a band of a plane, at most about so many.
    private static let bandSamplesMax = 1 << 20

    static func samples(
        _ source: any PixelSource,
        _ plane: PlaneIndex,
        level: Int,
        size: PixelSize
    ) throws -> PixelBuffer.Samples {
        let full = source.levels[level]
        let columns = Cuts(from: full.width, to: size.width)
        let rows = Cuts(from: full.height, to: size.height)
        var means: [Double] = []
        means.reserveCapacity(size.width * size.height)
        var row = 0
        while row < size.height {
            let next = lastRow(from: row, rows, full.width, source.tileSize(level: level).height)
            let top = rows.start(row)
            let height = rows.end(next - 1) - top
            let region = Region(x: 0, y: top, width: full.width, height: height)
            let band = try source.read(plane, region, level: level)
            for index in row..<next {
                let lines = (rows.start(index) - top)..<(rows.end(index) - top)
                average(band.samples, lines, full.width, columns, &means)
            }
            row = next
        }
        return samples(means, like: source.pixelType)
    }

    /// The row of the picture after the last that is read together with `row`.
    private static func lastRow(
        from row: Int,
        _ rows: Cuts,
        _ width: Int,
        _ tileHeight: Int
    ) -> Int {
        let linesMax = max(min(max(tileHeight, 64), bandSamplesMax), bandSamplesMax / max(width, 1))
        var next = row + 1
        while next < rows.count, rows.end(next) - rows.start(row) <= linesMax { next += 1 }
        return next
    }

    private static func average(
        _ samples: PixelBuffer.Samples,
        _ lines: Range<Int>,
        _ width: Int,
        _ columns: Cuts,
        _ means: inout [Double]
    ) {
        switch samples {
        case .uint8(let values): integers(values, lines, width, columns, &means)
        case .int8(let values): integers(values, lines, width, columns, &means)
        case .uint16(let values): integers(values, lines, width, columns, &means)
        case .int16(let values): integers(values, lines, width, columns, &means)
        case .uint32(let values): reals(values, lines, width, columns, &means) { Double($0) }
        case .int32(let values): reals(values, lines, width, columns, &means) { Double($0) }
        case .float(let values): reals(values, lines, width, columns, &means) { Double($0) }
        case .double(let values): reals(values, lines, width, columns, &means) { $0 }
        }
    }

    /// Lines whose sums of 16-bit samples fit into 32 bits.
    private static let integerLinesMax = 32_767

    private static func integers<Sample: FixedWidthInteger>(
        _ values: [Sample],
        _ lines: Range<Int>,
        _ width: Int,
        _ columns: Cuts,
        _ means: inout [Double]
    ) {
        guard lines.count <= integerLinesMax else {
            return reals(values, lines, width, columns, &means) { Double($0) }
        }
        var sums = [Int32](repeating: 0, count: width)
        var target = sums.mutableSpan
        for line in lines {
            add(values.span.extracting((line * width)..<((line + 1) * width)), &target)
        }
        for column in 0..<columns.count {
            var total = 0
            for index in columns.start(column)..<columns.end(column) {
                total &+= Int(sums[index])
            }
            let count = (columns.end(column) - columns.start(column)) * lines.count
            means.append(Double(total) / Double(count))
        }
    }

    private static func add<Sample: FixedWidthInteger>(
        _ source: Span<Sample>,
        _ target: inout MutableSpan<Int32>
    ) {
        let count = target.count
        precondition(source.count == count)
        for index in 0..<count { target[index] &+= Int32(truncatingIfNeeded: source[index]) }
    }

    private static func reals<Sample>(
        _ values: [Sample],
        _ lines: Range<Int>,
        _ width: Int,
        _ columns: Cuts,
        _ means: inout [Double],
        _ number: (Sample) -> Double
    ) {
        for column in 0..<columns.count {
            var total = 0.0
            for line in lines {
                for index in columns.start(column)..<columns.end(column) {
                    total += number(values[line * width + index])
                }
            }
            let count = (columns.end(column) - columns.start(column)) * lines.count
            means.append(total / Double(count))
        }
    }

    /// The means as samples of the image's type, rounded where it holds whole numbers.
    private static func samples(_ means: [Double], like type: PixelType) -> PixelBuffer.Samples {
        switch type {
        case .bit, .uint8: .uint8(means.map { UInt8(clamping: Int($0.rounded())) })
        case .int8: .int8(means.map { Int8(clamping: Int($0.rounded())) })
        case .uint16: .uint16(means.map { UInt16(clamping: Int($0.rounded())) })
        case .int16: .int16(means.map { Int16(clamping: Int($0.rounded())) })
        case .uint32: .uint32(means.map { UInt32(clamping: Int($0.rounded())) })
        case .int32: .int32(means.map { Int32(clamping: Int($0.rounded())) })
        case .float: .float(means.map { Float($0) })
        case .double: .double(means)
        }
    }
}

/// Divides a length into parts of nearly the same length; each part has at least one element.
private struct Cuts {
    private let length: Int
    let count: Int

    init(from length: Int, to count: Int) {
        self.length = length
        self.count = count
    }

    func start(_ part: Int) -> Int { part * length / count }
    func end(_ part: Int) -> Int { max(start(part) + 1, start(part + 1)) }
}
