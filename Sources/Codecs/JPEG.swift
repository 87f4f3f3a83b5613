import CTurboJPEG

/// Baseline JPEG by libjpeg-turbo.
///
/// Each picture has a handle of its own, which takes a quarter of a microsecond to make: one that
/// is used again still has the tables of the picture before, and after a failure bytes of it.
package enum JPEG {
    /// Whether the first bytes of a file are those of a JPEG.
    package static func isSignature(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0xD8, 0xFF])
    }

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
        let sampling = isGrey ? TJSAMP_GRAY : TJSAMP_420
        return try unsafe encode(width, height, sampling) { handle, output, size in
            unsafe tjCompress2(
                handle,
                bytes,
                Int32(width),
                0,
                Int32(height),
                Int32((isGrey ? TJPF_GRAY : TJPF_RGB).rawValue),
                output,
                size,
                Int32(sampling.rawValue),
                percent(quality),
                Int32(TJFLAG_NOREALLOC)
            )
        }
    }

    /// Encodes light for each pixel and two chromas for each square of four (4:2:0).
    ///
    /// - Parameters:
    ///   - planes: the light in rows of `width` bytes, both whose length and number are made even;
    ///     then the blue and the red chroma, each half as many rows of half as many bytes.
    ///   - quality: from 1 to 100.
    package static func encode(
        planes: [UInt8],
        width: Int,
        height: Int,
        quality: Int
    ) throws(CodecError) -> [UInt8] {
        precondition(planes.count == 6 * ((width + 1) / 2) * ((height + 1) / 2))
        return try unsafe encode(width, height, TJSAMP_420) { handle, output, size in
            unsafe tjCompressFromYUV(
                handle,
                planes,
                Int32(width),
                // Rows follow each other without a gap.
                1,
                Int32(height),
                Int32(TJSAMP_420.rawValue),
                output,
                size,
                percent(quality),
                Int32(TJFLAG_NOREALLOC)
            )
        }
    }

    private static func percent(_ quality: Int) -> Int32 { Int32(min(max(quality, 1), 100)) }

    /// - Parameter compress: writes a picture where it is told to, and how long that is.
    @unsafe private static func encode(
        _ width: Int,
        _ height: Int,
        _ subsampling: TJSAMP,
        _ compress: (
            tjhandle,
            UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>,
            UnsafeMutablePointer<UInt>
        ) -> Int32
    ) throws(CodecError) -> [UInt8] {
        let sampling = Int32(subsampling.rawValue)
        let capacity = Int(tjBufSize(Int32(width), Int32(height), sampling))
        let handle = try unsafe require(tjInitCompress())
        defer { unsafe tjDestroy(handle) }
        var status: Int32 = 0
        let encoded = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            var output = target.baseAddress
            var size = UInt(capacity)
            status = unsafe compress(handle, &output, &size)
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
