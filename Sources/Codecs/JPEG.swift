import CTurboJPEG

/// Baseline JPEG by libjpeg-turbo.
///
/// Each picture has a handle of its own, which takes a quarter of a microsecond to make: one that
/// is used again still has the tables of the picture before, and after a failure bytes of it.
package enum JPEG {
    /// Encodes interleaved RGB or grey bytes, colour at half resolution (4:2:0); quality 1 to 100.
    package static func encode(
        _ bytes: [UInt8],
        width: Int,
        height: Int,
        samplesPerPixel: Int,
        quality: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(bytes.count == width * height * samplesPerPixel)
        let isGrey = samplesPerPixel == 1
        return try unsafe encode(
            width,
            height,
            isGrey ? TJPF_GRAY : TJPF_RGB,
            isGrey ? TJSAMP_GRAY : TJSAMP_420,
            quality
        ) { body in unsafe bytes.withUnsafeBufferPointer { unsafe body($0.baseAddress) } }
    }

    /// Encodes pixels of one word each, red in the lowest byte, then green, then blue.
    package static func encode(
        _ pixels: [UInt32],
        width: Int,
        height: Int,
        quality: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(pixels.count == width * height)
        return try unsafe encode(width, height, TJPF_RGBX, TJSAMP_420, quality) { body in
            unsafe pixels.withUnsafeBytes {
                unsafe body($0.bindMemory(to: UInt8.self).baseAddress)
            }
        }
    }

    @unsafe private static func encode(
        _ width: Int,
        _ height: Int,
        _ format: TJPF,
        _ subsampling: TJSAMP,
        _ quality: Int,
        _ withSource: ((UnsafePointer<UInt8>?) -> Int32) -> Int32
    ) throws(CodecError) -> [UInt8] {
        let sampling = Int32(subsampling.rawValue)
        let capacity = Int(tjBufSize(Int32(width), Int32(height), sampling))
        let handle = try unsafe require(tjInitCompress())
        defer { unsafe tjDestroy(handle) }
        var status: Int32 = 0
        let encoded = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            var output = target.baseAddress
            var size = UInt(capacity)
            status = unsafe withSource { source in
                unsafe tjCompress2(
                    handle,
                    source,
                    Int32(width),
                    0,
                    Int32(height),
                    Int32(format.rawValue),
                    &output,
                    &size,
                    sampling,
                    Int32(min(max(quality, 1), 100)),
                    Int32(TJFLAG_NOREALLOC)
                )
            }
            count = status == 0 ? Int(size) : 0
        }
        guard status == 0 else { throw unsafe failure(handle) }
        return encoded
    }

    /// Width, height and samples of a picture, without decoding it.
    package static func size(
        of bytes: [UInt8]
    ) throws(CodecError) -> (width: Int, height: Int, samplesPerPixel: Int) {
        let handle = try unsafe require(tjInitDecompress())
        defer { unsafe tjDestroy(handle) }
        return try unsafe header(bytes, handle)
    }

    /// Decodes to RGB, or to grey when the file is grey.
    package static func decode(
        _ bytes: [UInt8],
        pixelsMax: Int
    ) throws(CodecError) -> DecodedPicture {
        let handle = try unsafe require(tjInitDecompress())
        defer { unsafe tjDestroy(handle) }
        let (width, height, samples) = try unsafe header(bytes, handle)
        guard width * height <= pixelsMax else {
            throw .beyondLimit(codec: "JPEG", limit: "\(pixelsMax) pixels")
        }
        let format = Int32(samples == 1 ? TJPF_GRAY.rawValue : TJPF_RGB.rawValue)
        var pixels = [UInt8](repeating: 0, count: width * height * samples)
        let status = unsafe tjDecompress2(
            handle,
            bytes,
            UInt(bytes.count),
            &pixels,
            Int32(width),
            0,
            Int32(height),
            format,
            // Without it a small file can ask for thousands of passes over a large picture.
            Int32(TJFLAG_LIMITSCANS)
        )
        guard unsafe isUsable(status, handle) else { throw unsafe failure(handle) }
        return DecodedPicture(
            width: width,
            height: height,
            samplesPerPixel: samples,
            bitsPerSample: 8,
            bytes: pixels
        )
    }

    @unsafe private static func header(
        _ bytes: [UInt8],
        _ handle: tjhandle
    ) throws(CodecError) -> (width: Int, height: Int, samplesPerPixel: Int) {
        var width: Int32 = 0
        var height: Int32 = 0
        var subsampling: Int32 = 0
        var space: Int32 = 0
        let status = unsafe tjDecompressHeader3(
            handle,
            bytes,
            UInt(bytes.count),
            &width,
            &height,
            &subsampling,
            &space
        )
        guard unsafe isUsable(status, handle), width > 0, height > 0 else {
            throw unsafe failure(handle)
        }
        if space == Int32(TJCS_CMYK.rawValue) || space == Int32(TJCS_YCCK.rawValue) {
            throw .unsupported(codec: "JPEG", feature: "CMYK")
        }
        return (Int(width), Int(height), space == Int32(TJCS_GRAY.rawValue) ? 1 : 3)
    }

    /// A warning leaves a picture with damaged parts; other readers show it, so does this one.
    @unsafe private static func isUsable(_ status: Int32, _ handle: tjhandle) -> Bool {
        if status == 0 { return true }
        return unsafe tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
    }

    @unsafe private static func require(_ handle: tjhandle?) throws(CodecError) -> tjhandle {
        guard let handle = unsafe handle else {
            throw .malformed(codec: "JPEG", reason: "out of memory")
        }
        return unsafe handle
    }

    @unsafe private static func failure(_ handle: tjhandle) -> CodecError {
        let reason = unsafe tjGetErrorStr2(handle).map { unsafe String(cString: $0) }
        return .malformed(codec: "JPEG", reason: reason ?? "unknown")
    }
}
