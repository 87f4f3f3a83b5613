import CZlib

/// Deflated data (RFC 1951) in the wrapping of zlib or gzip.
package enum Deflate {
    package enum Wrapping: Sendable {
        /// RFC 1950, as TIFF's Deflate compressions and PNG have it.
        case zlib
        /// RFC 1952.
        case gzip

        /// What zlib's functions call window bits: the largest window, and 16 for gzip.
        var windowBits: Int32 { self == .zlib ? 15 : 31 }
    }

    /// Decodes at most `countMax` bytes; what comes beyond is left out.
    package static func decode(
        _ bytes: [UInt8],
        countMax: Int,
        _ wrapping: Wrapping = .zlib
    ) throws(CodecError) -> [UInt8] {
        var stream = unsafe z_stream()
        let streamBytes = unsafe Int32(MemoryLayout<z_stream>.size)
        let bits = wrapping.windowBits
        var status = unsafe inflateInit2_(&stream, bits, ZLIB_VERSION, streamBytes)
        guard status == Z_OK else { throw .malformed(codec: "Deflate", reason: "out of memory") }
        defer { _ = unsafe inflateEnd(&stream) }
        var input = bytes
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
