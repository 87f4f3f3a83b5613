import Pixels

/// A linear window with whole ends in sixteen-bit fixed point.
///
/// The distance from the window's start is shifted until the whole window fills sixteen bits, and
/// the upper half of its product with `factor` is the level with seven bits behind the point: every
/// step fits a lane of sixteen bits, so the plainest vector units take eight samples at a time.
/// The result is at most one level off, and that only right at the border of two levels.
struct FixedPointScale: Sendable {
    private let start: UInt16
    private let width: UInt16
    private let shift: UInt16
    private let factor: UInt16
    private let inversion: UInt8

    /// Nil when the window's ends are no whole numbers, or the same.
    ///
    /// - Parameter lowest: the smallest value of the samples' type.
    init?(_ quantiser: Quantiser, lowest: Double) {
        let window = quantiser.window
        guard let start = UInt16(exactly: window.start - lowest),
            let width = UInt16(exactly: window.end - window.start), width > 0
        else { return nil }
        self.start = start
        self.width = width
        shift = UInt16(width.leadingZeroBitCount)
        let fullWidth = UInt32(width) << UInt32(shift)
        factor = UInt16(((255 << 7) << 16 + fullWidth - 1) / fullWidth)
        inversion = quantiser.isInverted ? 255 : 0
    }

    func quantise<Sample: ShortSample>(
        _ samples: Span<Sample>,
        into levels: inout MutableSpan<UInt8>
    ) {
        let (start, width, shift, factor) = (start, width, shift, UInt32(factor))
        let inversion = inversion
        let count = levels.count
        precondition(samples.count == count)
        for index in 0..<count {
            let sample = samples[index].offset
            let distance = min(sample > start ? sample &- start : 0, width) &<< shift
            let scaled = UInt16(truncatingIfNeeded: (UInt32(distance) &* factor) &>> 16)
            levels[index] = UInt8(truncatingIfNeeded: (scaled &+ 64) &>> 7) ^ inversion
        }
    }
}
