/// Colours of other spaces as red, green and blue.
package enum ColorConversion {
    /// Turns interleaved 8-bit luma and chroma of full range into RGB in place (ITU-T T.871).
    package static func rgb(fromYCbCr bytes: inout [UInt8]) {
        for pixel in stride(from: 0, to: bytes.count - 2, by: 3) {
            let luma = Int32(bytes[pixel]) << 16 + half
            let blue = Int32(bytes[pixel + 1]) - 128
            let red = Int32(bytes[pixel + 2]) - 128
            // The coefficients 1.402, 0.344136, 0.714136 and 1.772 in units of 2^-16.
            bytes[pixel] = byte(luma + 91_881 * red)
            bytes[pixel + 1] = byte(luma - 22_553 * blue - 46_802 * red)
            bytes[pixel + 2] = byte(luma + 116_130 * blue)
        }
    }

    private static let half: Int32 = 1 << 15

    private static func byte(_ number: Int32) -> UInt8 { UInt8(clamping: number >> 16) }
}
