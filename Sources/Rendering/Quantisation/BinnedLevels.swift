import Pixels

/// The levels of samples with 32 bits or a fraction: OMERO sorts them into 256 bins of the window
/// and takes the middle of a bin, half a bin lower, for all of its samples.
struct BinnedLevels: Sendable {
    private static let binCount = 256.0

    private let start: Double
    private let end: Double
    private let binWidth: Double
    /// The level below the window, of its very start, of each bin, and from the end on.
    private let levels: [UInt8]

    init(_ quantiser: Quantiser) {
        start = quantiser.window.start
        end = quantiser.window.end
        binWidth = (end - start) / Self.binCount
        let bins = (0..<Int(Self.binCount)).map { bin in
            quantiser.curve.level(255 * (Double(bin) - 0.5) / Self.binCount)
        }
        // The window's start counts as half a bin above it.
        let first = quantiser.curve.level(255 * 0.5 / Self.binCount)
        let all = [0, first] + bins + [255]
        levels = quantiser.isInverted ? all.map { 255 - $0 } : all
    }

    /// Samples that are not numbers are black.
    func quantise<Sample: WideSample>(
        _ samples: Span<Sample>,
        into target: inout MutableSpan<UInt8>
    ) {
        let (start, end, binWidth) = (start, end, binWidth)
        let table = levels.span
        let count = samples.count
        precondition(count <= target.count && table.count == 259)
        for index in 0..<count {
            let sample = samples[index].real
            let place: Int
            if sample >= end {
                place = 258
            } else if sample > start {
                // Rounding may not lift a sample below the end beyond the last bin.
                place = 2 &+ Int(min((sample - start) / binWidth, 255))
            } else {
                place = sample == start ? 1 : 0
            }
            target[index] = table[place]
        }
    }
}
