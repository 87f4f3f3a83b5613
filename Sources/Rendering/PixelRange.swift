package import Pixels

/// The values a pixel type can hold.
package enum PixelRange {
    /// The range of the bits that carry information; of 32-bit integers for floating-point types,
    /// as OMERO's readers take it.
    package static func of(_ type: PixelType, significantBits: Int) -> ClosedRange<Double> {
        let storage = type == .bit ? 1 : 8 * min(type.byteCount, 4)
        let bits = (1...storage).contains(significantBits) && !type.isFloatingPoint
            ? significantBits : storage
        let count = Double(UInt64(1) << UInt64(bits))
        return type.isSigned ? (-count / 2)...(count / 2 - 1) : 0...(count - 1)
    }
}
