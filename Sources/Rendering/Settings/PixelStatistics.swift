package import Pixels

/// The smallest and largest sample of one channel.
package struct PixelStatistics: Hashable, Sendable {
    package var min: Double
    package var max: Double

    package init(min: Double, max: Double) {
        self.min = min
        self.max = max
    }

    /// Reads a channel; nil where its default window is to be the range of the pixel type.
    ///
    /// An image without pyramid is measured whole, as OMERO does, as long as all planes of the
    /// channel take at most `bytesMax`; of more planes, as many as fit are measured, spread evenly
    /// over sections and time points. A pyramid OMERO does not measure at all. Here its smallest
    /// level stands for it, but not where samples have eight bits: brightfield slides must keep
    /// their colours. Samples that are not numbers are passed over.
    package static func measure(
        _ source: any PixelSource,
        channel: Int,
        bytesMax: Int
    ) throws -> PixelStatistics? {
        let isPyramid = source.levels.count > 1
        if isPyramid && source.pixelType.byteCount == 1 { return nil }
        let level = source.levels.count - 1
        var extent = Extent()
        for plane in planes(of: source, channel, level, bytesMax) {
            for band in Bands(of: source, level: level) {
                extent.add(try source.read(plane, band, level: level).samples)
            }
        }
        guard extent.min <= extent.max else { return nil }
        return PixelStatistics(min: extent.min, max: extent.max)
    }

    private static func planes(
        of source: any PixelSource,
        _ channel: Int,
        _ level: Int,
        _ bytesMax: Int
    ) -> [PlaneIndex] {
        let size = source.levels[level]
        let planeBytes = Swift.max(size.width * size.height * source.pixelType.byteCount, 1)
        let count = source.dimensions.z * source.dimensions.t
        let measured = Swift.min(count, bytesMax / planeBytes)
        return (0..<measured).map { number in
            let index = number * count / measured
            let z = index % source.dimensions.z
            return PlaneIndex(z: z, c: channel, t: index / source.dimensions.z)
        }
    }
}

/// The smallest and largest of the samples seen so far; upside down before the first.
private struct Extent {
    var min = Double.infinity
    var max = -Double.infinity

    mutating func add(_ samples: PixelBuffer.Samples) {
        switch samples {
        case .uint8(let values): addIntegers(values)
        case .int8(let values): addIntegers(values)
        case .uint16(let values): addIntegers(values)
        case .int16(let values): addIntegers(values)
        case .uint32(let values): addIntegers(values)
        case .int32(let values): addIntegers(values)
        case .float(let values): addNumbers(values)
        case .double(let values): addNumbers(values)
        }
    }

    private mutating func addIntegers<Sample: FixedWidthInteger>(_ values: [Sample]) {
        guard !values.isEmpty else { return }
        var low = Sample.max
        var high = Sample.min
        for value in values {
            low = Swift.min(low, value)
            high = Swift.max(high, value)
        }
        min = Swift.min(min, Double(low))
        max = Swift.max(max, Double(high))
    }

    private mutating func addNumbers<Sample: BinaryFloatingPoint>(_ values: [Sample]) {
        var low = Sample.infinity
        var high = -Sample.infinity
        for value in values where value.isFinite {
            low = value < low ? value : low
            high = value > high ? value : high
        }
        min = Swift.min(min, Double(low))
        max = Swift.max(max, Double(high))
    }
}
