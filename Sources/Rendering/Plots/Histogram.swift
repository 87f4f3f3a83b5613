package import Pixels

/// How often the samples of a plane fall into each part of a range.
package enum Histogram {
    package static let binsMax = 65_536

    /// Counts by bin; what lies outside the range, or is no number, is not counted.
    ///
    /// A sample at the range's end belongs to the last bin, and all of a range without width to the first.
    package static func counts(
        _ source: any PixelSource,
        _ plane: PlaneIndex,
        bins: Int,
        in range: ClosedRange<Double>
    ) throws -> [Int] {
        precondition((1...binsMax).contains(bins))
        try Renderer.requirePlane(source, plane.z, plane.t)
        var counts = [Int](repeating: 0, count: bins)
        let width = range.upperBound - range.lowerBound
        let scale = width > 0 ? Double(bins) / width : 0
        for band in Bands(of: source, level: 0) {
            for sample in try source.read(plane, band, level: 0).samples.reals
            where range.contains(sample) {
                counts[min(Int((sample - range.lowerBound) * scale), bins - 1)] += 1
            }
        }
        return counts
    }
}
