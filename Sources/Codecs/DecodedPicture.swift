/// A picture as a codec delivers it: samples interleaved by pixel, in the machine's byte order.
package struct DecodedPicture: Sendable {
    package let width: Int
    package let height: Int
    package let samplesPerPixel: Int
    /// 8 or 16.
    package let bitsPerSample: Int
    package let bytes: [UInt8]
}
