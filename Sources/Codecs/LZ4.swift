import CLZ4

/// Blocks of LZ4, as numcodecs has them in Zarr: the decoded size as four bytes, then one block.
package enum LZ4 {
    private static let sizeBytes = 4

    /// Decodes one block of at most `countMax` bytes.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        guard bytes.count > sizeBytes else {
            throw .malformed(codec: "LZ4", reason: "the data end before the block")
        }
        let size = bytes[..<sizeBytes].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard size <= countMax else {
            throw .beyondLimit(codec: "LZ4", limit: "\(countMax) decoded bytes")
        }
        var written: Int32 = -1
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
            unsafe bytes.withUnsafeBytes { source in
                guard let first = source.baseAddress, let into = target.baseAddress else { return }
                written = unsafe LZ4_decompress_safe(
                    first.advanced(by: sizeBytes).assumingMemoryBound(to: CChar.self),
                    UnsafeMutableRawPointer(into).assumingMemoryBound(to: CChar.self),
                    Int32(clamping: bytes.count - sizeBytes),
                    Int32(clamping: size)
                )
            }
            count = max(0, Int(written))
        }
        guard written == size else {
            throw .malformed(codec: "LZ4", reason: "the block is damaged")
        }
        return decoded
    }
}
