import Codecs

/// The bits of a mask as a picture: a colour where they are set, and nothing elsewhere.
package enum MaskPicture {
    /// A PNG with opacity.
    ///
    /// - Parameters:
    ///   - bits: row after row without gaps, the highest bit first; those that are missing are 0.
    ///   - color: red, green, blue and opacity.
    package static func png(
        _ bits: [UInt8],
        width: Int,
        height: Int,
        color: (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8)
    ) throws -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        for index in 0..<min(width * height, bits.count * 8)
        where bits[index / 8] >> UInt8(7 - index % 8) & 1 == 1 {
            pixels[index * 4] = color.red
            pixels[index * 4 + 1] = color.green
            pixels[index * 4 + 2] = color.blue
            pixels[index * 4 + 3] = color.alpha
        }
        return try PNG.encode(pixels, width: width, height: height, samplesPerPixel: 4)
    }
}
