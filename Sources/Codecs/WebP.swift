import CWebP

/// Lossy WebP by libwebp.
package enum WebP {
    /// The longest side of a picture.
    package static let sideMax = 16_383

    /// Encodes interleaved 8-bit RGB; quality 0 to 100.
    package static func encode(
        _ bytes: [UInt8],
        width: Int,
        height: Int,
        quality: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(bytes.count == width * height * 3)
        guard max(width, height) <= sideMax else {
            throw .beyondLimit(codec: "WebP", limit: "\(sideMax) pixels a side")
        }
        var output: UnsafeMutablePointer<UInt8>?
        let count = unsafe WebPEncodeRGB(
            bytes,
            Int32(width),
            Int32(height),
            Int32(width * 3),
            Float(quality),
            &output
        )
        guard count > 0, let encoded = unsafe output else {
            throw .malformed(codec: "WebP", reason: "encoding failed")
        }
        defer { unsafe WebPFree(encoded) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: encoded, count: Int(count)))
    }
}
