import CZlib

/// The zlib format (RFC 1950), as TIFF's Deflate compressions have it.
package enum Deflate {
    /// Decodes at most `countMax` bytes; what comes beyond is left out.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        var stream = unsafe z_stream()
        guard
            unsafe inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .malformed(codec: "Deflate", reason: "out of memory") }
        defer { _ = unsafe inflateEnd(&stream) }
        var input = bytes
        var status = Z_OK
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: countMax) { target, count in
            unsafe input.withUnsafeMutableBufferPointer { source in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = UInt32(clamping: source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(clamping: countMax)
                status = unsafe inflate(&stream, Z_FINISH)
            }
            count = unsafe countMax - Int(stream.avail_out)
        }
        guard status == Z_STREAM_END || (status == Z_BUF_ERROR && decoded.count == countMax) else {
            throw .malformed(codec: "Deflate", reason: "the data are damaged (\(status))")
        }
        return decoded
    }

    package static func encode(_ bytes: [UInt8], level: Int = 6) throws(CodecError) -> [UInt8] {
        let capacity = Int(compressBound(UInt(bytes.count)))
        var status = Z_OK
        let encoded = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            var size = UInt(capacity)
            status = unsafe compress2(
                target.baseAddress,
                &size,
                bytes,
                UInt(bytes.count),
                Int32(level)
            )
            count = status == Z_OK ? Int(size) : 0
        }
        guard status == Z_OK else {
            throw .malformed(codec: "Deflate", reason: "encoding failed (\(status))")
        }
        return encoded
    }
}
