import Pixels
import Vectors

/// A linear window with whole ends in sixteen-bit fixed point.
///
/// The distance from the window's start is stretched until the whole window fills sixteen bits, and
/// the upper half of its product with `factor` is the level with seven bits behind the point: every
/// step fits a lane of sixteen bits, so the plainest vector units take eight samples at a time.
/// The result is at most one level off, and that only right at the border of two levels.
struct FixedPointScale: Sendable {
    private let scale: VectorScale

    /// Nil when the window's ends are no whole numbers, or the same.
    ///
    /// - Parameter lowest: the smallest value of the samples' type.
    init?(_ quantiser: Quantiser, lowest: Double) {
        let window = quantiser.window
        guard let start = UInt16(exactly: window.start - lowest),
            let width = UInt16(exactly: window.end - window.start), width > 0
        else { return nil }
        let shift = UInt16(width.leadingZeroBitCount)
        let fullWidth = UInt32(width) << UInt32(shift)
        scale = VectorScale(
            start: start,
            width: width,
            // A product, as lanes of sixteen bits cannot be shifted by a number read at run time.
            stretch: 1 << shift,
            factor: UInt16(((255 << 7) << 16 + fullWidth - 1) / fullWidth),
            inversion: quantiser.isInverted ? 255 : 0
        )
    }

    func quantise<Sample: ShortSample>(
        _ samples: Span<Sample>,
        into levels: inout MutableSpan<UInt8>
    ) {
        Sample.quantise(samples, scale, into: &levels)
    }
}
