import CBlosc

/// Chunks of Blosc 1, whichever of its compressors and filters they use (the chunk says which).
package enum Blosc {
    /// Decodes one chunk of at most `countMax` bytes.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        var size = 0
        // Checks the lengths a chunk claims against what is there.
        guard unsafe blosc_cbuffer_validate(bytes, bytes.count, &size) == 0 else {
            throw .malformed(codec: "Blosc", reason: "the header of the chunk is damaged")
        }
        guard size <= countMax else {
            throw .beyondLimit(codec: "Blosc", limit: "\(countMax) decoded bytes")
        }
        var written: Int32 = -1
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
            // One thread, and no state that calls share.
            written = unsafe blosc_decompress_ctx(bytes, target.baseAddress, size, 1)
            count = max(0, Int(written))
        }
        guard written == size else {
            throw .malformed(codec: "Blosc", reason: "the chunk is damaged (\(written))")
        }
        return decoded
    }
}
