package import Pixels

/// The smallest and the largest value of one channel.
package struct PixelStatistics: Hashable, Sendable {
    package var min: Double
    package var max: Double

    package init(min: Double, max: Double) {
        self.min = min
        self.max = max
    }

    /// Rows read at once.
    private static let rowsMax = 256

    /// Looks at every plane of the channel, in the smallest level where there is a pyramid.
    ///
    /// - Parameter bytesMax: bytes read at most; planes beyond are left out, the middle section and
    ///   the first time point are not. Nil when there is no finite value.
    package static func measure(
        _ source: any PixelSource,
        channel: Int,
        bytesMax: Int
    ) throws -> PixelStatistics? {
        let level = source.levels.count - 1
        let size = source.levels[level]
        let planeBytes = Swift.max(1, size.width * size.height * source.pixelType.byteCount)
        var result: PixelStatistics?
        for (index, plane) in planes(source.dimensions, channel).enumerated() {
            if index > 0 && (index + 1) * planeBytes > bytesMax { break }
            for y in stride(from: 0, to: size.height, by: rowsMax) {
                let rows = Swift.min(rowsMax, size.height - y)
                let region = Region(x: 0, y: y, width: size.width, height: rows)
                let buffer = try source.read(plane, region, level: level)
                result = merged(result, extremes(buffer.samples))
            }
        }
        return result
    }

    /// All planes of the channel, the one that is shown by default first.
    private static func planes(_ dimensions: Dimensions, _ channel: Int) -> [PlaneIndex] {
        let first = PlaneIndex(z: dimensions.z / 2, c: channel, t: 0)
        let all = (0..<dimensions.t).flatMap { t in
            (0..<dimensions.z).map { PlaneIndex(z: $0, c: channel, t: t) }
        }
        return [first] + all.filter { $0 != first }
    }

    private static func merged(_ left: Self?, _ right: Self?) -> Self? {
        guard let left, let right else { return left ?? right }
        return Self(min: Swift.min(left.min, right.min), max: Swift.max(left.max, right.max))
    }

    private static func extremes(_ samples: PixelBuffer.Samples) -> Self? {
        switch samples {
        case .uint8(let values): extremes(values)
        case .int8(let values): extremes(values)
        case .uint16(let values): extremes(values)
        case .int16(let values): extremes(values)
        case .uint32(let values): extremes(values)
        case .int32(let values): extremes(values)
        case .float(let values): finiteExtremes(values)
        case .double(let values): finiteExtremes(values)
        }
    }

    private static func extremes<Sample: FixedWidthInteger>(_ values: [Sample]) -> Self? {
        guard var low = values.first else { return nil }
        var high = low
        for value in values {
            low = Swift.min(low, value)
            high = Swift.max(high, value)
        }
        return Self(min: Double(low), max: Double(high))
    }

    private static func finiteExtremes<Sample: BinaryFloatingPoint>(_ values: [Sample]) -> Self? {
        var result: Self?
        for value in values where value.isFinite {
            let number = Double(value)
            result = merged(result, Self(min: number, max: number))
        }
        return result
    }
}
