import CLZMA

/// The .xz format, as libtiff has it in TIFF (compression 34925).
package enum LZMA {
    /// Working memory of one decoder; files may ask for more, and are refused.
    private static let memoryBytesMax: UInt64 = 128 << 20

    /// Decodes at most `countMax` bytes; a stream that holds more is refused.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        var memory = memoryBytesMax
        var consumed = 0
        var produced = 0
        var status = LZMA_OK
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: countMax) { target, count in
            status = unsafe lzma_stream_buffer_decode(
                &memory,
                0,
                nil,
                bytes,
                &consumed,
                bytes.count,
                target.baseAddress,
                &produced,
                countMax
            )
            count = produced
        }
        switch status {
        case LZMA_OK: return decoded
        case LZMA_MEMLIMIT_ERROR:
            throw .beyondLimit(codec: "LZMA", limit: "\(memoryBytesMax) bytes of working memory")
        case LZMA_BUF_ERROR where bytes.count > 0:
            throw .malformed(codec: "LZMA", reason: "more or less data than the chunk holds")
        default:
            throw .malformed(codec: "LZMA", reason: "the data are damaged (\(status.rawValue))")
        }
    }
}
