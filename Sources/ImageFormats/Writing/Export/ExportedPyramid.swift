import Codecs
package import Pixels

/// The resolutions that an image is exported with: its own, or means made on the way for a large
/// image that has none.
package enum ExportedPyramid {
    /// OMERO's largest plane without a pyramid.
    private static let planePixelsMax = 3192 * 3192
    /// Levels go down to this edge.
    private static let edgeMin = 512

    package static func levels(of own: [PixelSize]) -> [PixelSize] {
        guard own.count == 1, let full = own.first,
            full.width * full.height > planePixelsMax
        else { return own }
        var levels = [full]
        var size = full
        while max(size.width, size.height) > edgeMin {
            size = PixelSize(width: max(1, size.width / 2), height: max(1, size.height / 2))
            levels.append(size)
        }
        return levels
    }

    /// The source itself where it has all the levels it is exported with.
    package static func source(over source: any PixelSource) -> any PixelSource {
        let levels = levels(of: source.levels)
        return levels == source.levels ? source : AveragedLevels(source: source, levels: levels)
    }
}

/// Lower resolutions whose samples are the means of squares of the full image.
///
/// A part is made of one band after the other, so memory does not grow with the level.
private struct AveragedLevels: PixelSource {
    let source: any PixelSource
    let levels: [PixelSize]

    /// Samples of the full image that are read together.
    private static let bandSamplesMax = 1 << 21

    var dimensions: Dimensions { source.dimensions }
    var pixelType: PixelType { source.pixelType }
    var significantBits: Int { source.significantBits }
    var channels: [ChannelMetadata] { source.channels }
    var physicalSize: PhysicalSize { source.physicalSize }
    func tileSize(level: Int) -> PixelSize { source.tileSize(level: 0) }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        if level == 0 { return try source.read(plane, region, level: 0) }
        let edge = 1 << level
        // A whole number of squares, at least one row of them.
        let rows = max(1, Self.bandSamplesMax / (region.width * edge * edge))
        var bytes: [UInt8] = []
        for top in stride(from: 0, to: region.height, by: rows) {
            let count = min(rows, region.height - top)
            let band = Region(
                x: region.x * edge,
                y: (region.y + top) * edge,
                width: region.width * edge,
                height: count * edge
            )
            bytes += try source.read(plane, band, level: 0).averaged(shift: level)
        }
        let size = PixelSize(width: region.width, height: region.height)
        return PixelBuffer(size: size, samples: PixelBuffer.Samples(bytes, pixelType))
    }
}

extension PixelBuffer {
    /// The bytes of the means of squares of `1 << shift` samples; the buffer is a whole number of them.
    fileprivate func averaged(shift: Int) -> [UInt8] {
        switch samples {
        case .uint8(let samples): whole(samples, shift)
        case .int8(let samples): whole(samples, shift)
        case .uint16(let samples): whole(samples, shift)
        case .int16(let samples): whole(samples, shift)
        case .uint32(let samples): whole(samples, shift)
        case .int32(let samples): whole(samples, shift)
        case .float(let samples): SampleBytes.bytes(real(samples, shift))
        case .double(let samples): SampleBytes.bytes(real(samples, shift))
        }
    }

    private func whole<Sample: FixedWidthInteger & BitwiseCopyable>(
        _ samples: [Sample],
        _ shift: Int
    ) -> [UInt8] {
        let columns = size.width >> shift
        let span = samples.span
        var means: [Sample] = []
        for row in 0..<(size.height >> shift) {
            var sums = [Int](repeating: 0, count: columns)
            for y in (row << shift)..<((row + 1) << shift) {
                for column in 0..<columns {
                    let first = y &* size.width &+ (column << shift)
                    var sum = 0
                    for x in first..<(first &+ (1 << shift)) { sum &+= Int(span[x]) }
                    sums[column] &+= sum
                }
            }
            means += sums.map { Sample(truncatingIfNeeded: $0 >> (2 * shift)) }
        }
        return SampleBytes.bytes(means)
    }

    private func real<Sample: BinaryFloatingPoint & BitwiseCopyable>(
        _ samples: [Sample],
        _ shift: Int
    ) -> [Sample] {
        let columns = size.width >> shift
        let count = Double(1 << (2 * shift))
        var means: [Sample] = []
        for row in 0..<(size.height >> shift) {
            var sums = [Double](repeating: 0, count: columns)
            for y in (row << shift)..<((row + 1) << shift) {
                for x in 0..<(columns << shift) {
                    sums[x >> shift] += Double(samples[y * size.width + x])
                }
            }
            means += sums.map { Sample($0 / count) }
        }
        return means
    }
}
