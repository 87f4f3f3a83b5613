import CZstandard

/// Frames behind one another, of which some can be decoded without the others.
extension Zstandard {
    /// Encodes as frames that hold so many bytes each, but for the last.
    package static func encode(
        _ bytes: [UInt8],
        inFramesOf frameBytes: Int
    ) throws(CodecError) -> [UInt8] {
        guard bytes.count > frameBytes else { return try encode(bytes) }
        var encoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: frameBytes) {
            encoded += try encode(Array(bytes[start..<min(start + frameBytes, bytes.count)]))
        }
        return encoded
    }

    /// Decodes the frames that are wanted to their places among exactly `count` bytes; those of the
    /// others are zero.
    ///
    /// - Parameter isWanted: asked for the bytes of each frame, in their order.
    package static func decode(
        _ bytes: [UInt8],
        count: Int,
        framesWhere isWanted: (Range<Int>) -> Bool
    ) throws(CodecError) -> [UInt8] {
        guard let context = unsafe ZSTD_createDCtx() else { throw damaged("out of memory") }
        defer { _ = unsafe ZSTD_freeDCtx(context) }
        var decoded = [UInt8](repeating: 0, count: count)
        var (read, written) = (0, 0)
        while read < bytes.count {
            let (stored, content) = try frame(of: bytes, at: read)
            guard content <= count - written else { throw damaged("more than \(count) bytes") }
            let place = written..<(written + content)
            if isWanted(place) {
                let status = unsafe decoded.withUnsafeMutableBytes { target in
                    unsafe bytes.withUnsafeBytes { source in
                        let (into, from) = unsafe (
                            UnsafeMutableRawBufferPointer(rebasing: target[place]),
                            UnsafeRawBufferPointer(rebasing: source[read..<(read + stored)])
                        )
                        return unsafe ZSTD_decompressDCtx(
                            context,
                            into.baseAddress,
                            into.count,
                            from.baseAddress,
                            from.count
                        )
                    }
                }
                guard ZSTD_isError(status) == 0, status == content else {
                    throw damaged("the data are damaged")
                }
            }
            (read, written) = (read + stored, place.upperBound)
        }
        guard written == count else { throw damaged("\(written) bytes in the place of \(count)") }
        return decoded
    }

    /// How many bytes a frame takes, and how many it holds.
    private static func frame(
        of bytes: [UInt8],
        at place: Int
    ) throws(CodecError) -> (stored: Int, content: Int) {
        let (stored, content) = unsafe bytes.withUnsafeBytes { source in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: source[place...])
            return unsafe (
                ZSTD_findFrameCompressedSize(rest.baseAddress, rest.count),
                ZSTD_getFrameContentSize(rest.baseAddress, rest.count)
            )
        }
        // An unknown content is told as a number that is no length.
        guard ZSTD_isError(stored) == 0, stored > 0, let content = Int(exactly: content) else {
            throw damaged("a frame without its length")
        }
        return (stored, content)
    }

    private static func damaged(_ reason: String) -> CodecError {
        .malformed(codec: "Zstandard", reason: reason)
    }
}
