import CSPNG
import Glibc

/// PNG by libspng.
package enum PNG {
    /// The first bytes of every file (PNG specification, third edition, §5.2).
    package static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Whether the first bytes of a file are those of a PNG.
    package static func isSignature(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    private static let chunkBytesMax = 16 << 20

    /// Of zlib: the library's own level, with a choice among all filters for each row, takes ten
    /// times as long for a twentieth to an eighth fewer bytes of a micrograph.
    private static let encodingLevel: Int32 = 1

    /// Decodes grey and RGB with 8 or 16 bits as they are, and everything else as 8-bit RGB.
    package static func decode(
        _ bytes: [UInt8],
        pixelsMax: Int
    ) throws(CodecError) -> DecodedPicture {
        guard let context = unsafe spng_ctx_new(0) else {
            throw .malformed(codec: "PNG", reason: "out of memory")
        }
        defer { unsafe spng_ctx_free(context) }
        var header = spng_ihdr()
        var failure: CodecError?
        var picture: DecodedPicture?
        unsafe bytes.withUnsafeBytes { buffer in
            do throws(CodecError) {
                // Text and colour profiles of a small file may grow large when inflated.
                try check(unsafe spng_set_chunk_limits(context, chunkBytesMax, chunkBytesMax))
                try check(unsafe spng_set_png_buffer(context, buffer.baseAddress, buffer.count))
                try check(unsafe spng_get_ihdr(context, &header))
                guard Int(header.width) * Int(header.height) <= pixelsMax else {
                    throw .beyondLimit(codec: "PNG", limit: "\(pixelsMax) pixels")
                }
                picture = try unsafe decode(context, header)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard let picture else { throw .malformed(codec: "PNG", reason: "no picture") }
        return picture
    }

    /// Width, height and sample layout that `decode` will deliver, without decoding.
    package static func size(
        of bytes: [UInt8]
    ) throws(CodecError) -> (width: Int, height: Int, samplesPerPixel: Int, bitsPerSample: Int) {
        guard let context = unsafe spng_ctx_new(0) else {
            throw .malformed(codec: "PNG", reason: "out of memory")
        }
        defer { unsafe spng_ctx_free(context) }
        var header = spng_ihdr()
        let status = unsafe bytes.withUnsafeBytes { buffer in
            let status = unsafe spng_set_png_buffer(context, buffer.baseAddress, buffer.count)
            return unsafe status != 0 ? status : spng_get_ihdr(context, &header)
        }
        try check(status)
        let target = Target(header)
        return (Int(header.width), Int(header.height), target.samples, target.bits)
    }

    /// What a picture is decoded to.
    private struct Target {
        let format: spng_format
        let samples: Int
        let bits: Int

        init(_ header: spng_ihdr) {
            let isGrey = header.color_type == UInt8(SPNG_COLOR_TYPE_GRAYSCALE.rawValue)
            let isColour = header.color_type == UInt8(SPNG_COLOR_TYPE_TRUECOLOR.rawValue)
            let isPlain = (isGrey || isColour) && header.bit_depth >= 8
            format = isPlain ? SPNG_FMT_PNG : isGrey ? SPNG_FMT_G8 : SPNG_FMT_RGB8
            samples = isGrey ? 1 : 3
            bits = isPlain ? Int(header.bit_depth) : 8
        }
    }

    @unsafe private static func decode(
        _ context: OpaquePointer,
        _ header: spng_ihdr
    ) throws(CodecError) -> DecodedPicture {
        let target = Target(header)
        var size = 0
        try check(unsafe spng_decoded_image_size(context, Int32(target.format.rawValue), &size))
        guard size == Int(header.width) * Int(header.height) * target.samples * target.bits / 8
        else {
            throw .malformed(codec: "PNG", reason: "unexpected size")
        }
        var pixels = [UInt8](repeating: 0, count: size)
        try check(
            unsafe spng_decode_image(context, &pixels, size, Int32(target.format.rawValue), 0)
        )
        return DecodedPicture(
            width: Int(header.width),
            height: Int(header.height),
            samplesPerPixel: target.samples,
            bitsPerSample: target.bits,
            bytes: pixels
        )
    }

    /// Encodes interleaved samples of 8 bits: grey, RGB, or RGB with opacity.
    package static func encode(
        _ bytes: [UInt8],
        width: Int,
        height: Int,
        samplesPerPixel: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(bytes.count == width * height * samplesPerPixel)
        guard let context = unsafe spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
            throw .malformed(codec: "PNG", reason: "out of memory")
        }
        defer { unsafe spng_ctx_free(context) }
        var header = spng_ihdr()
        header.width = UInt32(width)
        header.height = UInt32(height)
        header.bit_depth = 8
        let color =
            switch samplesPerPixel {
            case 1: SPNG_COLOR_TYPE_GRAYSCALE
            case 4: SPNG_COLOR_TYPE_TRUECOLOR_ALPHA
            default: SPNG_COLOR_TYPE_TRUECOLOR
            }
        header.color_type = UInt8(color.rawValue)
        try check(unsafe spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1))
        try check(unsafe spng_set_ihdr(context, &header))
        try check(unsafe spng_set_option(context, SPNG_IMG_COMPRESSION_LEVEL, encodingLevel))
        let filter = Int32(SPNG_FILTER_CHOICE_UP.rawValue)
        try check(unsafe spng_set_option(context, SPNG_FILTER_CHOICE, filter))
        let format = Int32(SPNG_FMT_PNG.rawValue)
        let finalize = Int32(SPNG_ENCODE_FINALIZE.rawValue)
        try check(unsafe spng_encode_image(context, bytes, bytes.count, format, finalize))
        var count = 0
        var status: Int32 = 0
        guard let encoded = unsafe spng_get_png_buffer(context, &count, &status) else {
            throw unsafe CodecError.malformed(
                codec: "PNG",
                reason: String(cString: spng_strerror(status))
            )
        }
        defer { unsafe free(encoded) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: encoded, count: count))
    }

    private static func check(_ status: Int32) throws(CodecError) {
        guard status != 0 else { return }
        throw unsafe .malformed(codec: "PNG", reason: String(cString: spng_strerror(status)))
    }
}
