import Pixels
import Vectors

/// The levels of samples with 32 bits or a fraction: OMERO sorts them into 256 bins of the window
/// and takes the middle of a bin, half a bin lower, for all of its samples.
struct BinnedLevels: Sendable {
    private let bins: VectorBins

    init(_ quantiser: Quantiser) {
        func level(_ place: Double) -> UInt8 {
            quantiser.curve.level(255 * place / Double(VectorBins.binCount))
        }
        let inside = (0..<VectorBins.binCount).map { level(Double($0) - 0.5) }
        // The window's start counts as half a bin above it.
        let all = [0, level(0.5)] + inside + [255]
        bins = VectorBins(
            start: quantiser.window.start,
            end: quantiser.window.end,
            levels: quantiser.isInverted ? all.map { 255 - $0 } : all
        )
    }

    /// Samples that are not numbers are black.
    func quantise<Sample: WideSample>(
        _ samples: Span<Sample>,
        into target: inout MutableSpan<UInt8>
    ) {
        Sample.quantise(samples, bins, into: &target)
    }
}
