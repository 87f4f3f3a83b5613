package import Pixels

/// The values that samples of a type can take.
package enum PixelRange {
    /// For integers from the bits that carry information; for floating point, which has no useful
    /// bounds, OMERO takes those of a 32-bit integer.
    package static func of(_ type: PixelType, significantBits: Int) -> ClosedRange<Double> {
        if type == .bit { return 0...1 }
        if type.isFloatingPoint { return signed(bits: 32) }
        let bits = min(max(significantBits, 1), type.byteCount * 8)
        return type.isSigned ? signed(bits: bits) : 0...Double((1 << bits) - 1)
    }

    private static func signed(bits: Int) -> ClosedRange<Double> {
        Double(-1 << (bits - 1))...Double((1 << (bits - 1)) - 1)
    }
}
