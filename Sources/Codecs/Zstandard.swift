import CZstandard

/// The Zstandard format (RFC 8878).
package enum Zstandard {
    /// Decodes at most `countMax` bytes; what comes beyond is left out.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        guard !bytes.isEmpty else { throw .malformed(codec: "Zstandard", reason: "no data") }
        guard let stream = unsafe ZSTD_createDStream() else {
            throw .malformed(codec: "Zstandard", reason: "out of memory")
        }
        defer { _ = unsafe ZSTD_freeDStream(stream) }
        var status = 0
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: countMax) { target, count in
            unsafe bytes.withUnsafeBytes { source in
                var input = unsafe ZSTD_inBuffer(
                    src: source.baseAddress,
                    size: source.count,
                    pos: 0
                )
                var output = unsafe ZSTD_outBuffer(
                    dst: target.baseAddress,
                    size: countMax,
                    pos: 0
                )
                // Frames may follow each other; when nothing moves any more, nothing will.
                var isMoving = true
                while unsafe isMoving && output.pos < countMax
                    && (input.pos < input.size || status != 0)
                {
                    let before = unsafe input.pos + output.pos
                    status = unsafe ZSTD_decompressStream(stream, &output, &input)
                    isMoving = unsafe ZSTD_isError(status) == 0 && input.pos + output.pos > before
                }
                count = unsafe output.pos
            }
        }
        guard ZSTD_isError(status) == 0, status == 0 || decoded.count == countMax else {
            throw .malformed(codec: "Zstandard", reason: "the data are damaged or cut off")
        }
        return decoded
    }

    /// Encodes as one frame.
    ///
    /// - Parameter level: from 1, the fastest, to 19.
    package static func encode(_ bytes: [UInt8], level: Int32 = 3) throws(CodecError) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        var status = 0
        let encoded = unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            status = unsafe bytes.withUnsafeBytes { source in
                unsafe ZSTD_compress(
                    target.baseAddress,
                    bound,
                    source.baseAddress,
                    source.count,
                    level
                )
            }
            count = ZSTD_isError(status) == 0 ? status : 0
        }
        guard ZSTD_isError(status) == 0 else {
            throw .malformed(codec: "Zstandard", reason: "the bytes could not be encoded")
        }
        return encoded
    }
}
