import CBZip2

/// The bzip2 format, as numcodecs has it in Zarr.
package enum BZip2 {
    /// Decodes at most `countMax` bytes; what comes beyond is left out.
    package static func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        var input = bytes.map { CChar(bitPattern: $0) }
        var status = BZ_OK
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: countMax) { target, count in
            var size = UInt32(clamping: countMax)
            let inputCount = UInt32(clamping: input.count)
            status = unsafe input.withUnsafeMutableBufferPointer { source in
                unsafe target.withMemoryRebound(to: CChar.self) { target in
                    unsafe BZ2_bzBuffToBuffDecompress(
                        target.baseAddress,
                        &size,
                        source.baseAddress,
                        inputCount,
                        0,
                        0
                    )
                }
            }
            count = status == BZ_OK ? Int(size) : status == BZ_OUTBUFF_FULL ? countMax : 0
        }
        guard status == BZ_OK || status == BZ_OUTBUFF_FULL else {
            throw .malformed(codec: "bzip2", reason: "the data are damaged (\(status))")
        }
        return decoded
    }
}
