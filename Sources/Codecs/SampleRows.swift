/// How samples lie in bytes: rows of pixels, one sample of each pixel being the one that is meant.
package struct SampleRows {
    package var rowBytes: Int
    /// From one pixel to the next.
    package var pixelBytes: Int
    package var sampleBytes: Int
    /// Where the sample of the first pixel that is meant starts.
    package var firstByte: Int

    package init(rowBytes: Int, pixelBytes: Int, sampleBytes: Int, firstByte: Int) {
        self.rowBytes = rowBytes
        self.pixelBytes = pixelBytes
        self.sampleBytes = sampleBytes
        self.firstByte = firstByte
    }

    /// Copies a rectangle of samples from bytes that lie this way to bytes, or to the samples that
    /// they make, which lie another way.
    package func copy<Target: BitwiseCopyable>(
        from source: [UInt8],
        to target: inout [Target],
        as other: SampleRows,
        width: Int,
        height: Int
    ) {
        guard width > 0, height > 0 else { return }
        precondition(
            covers(source.count, width, height)
                && other.covers(target.count * MemoryLayout<Target>.stride, width, height)
        )
        precondition(sampleBytes == other.sampleBytes)
        unsafe source.withUnsafeBytes { source in
            unsafe target.withUnsafeMutableBytes { target in
                for row in 0..<height {
                    let from = unsafe UnsafeRawBufferPointer(
                        rebasing: source[(firstByte + row * rowBytes)...]
                    )
                    let to = unsafe UnsafeMutableRawBufferPointer(
                        rebasing: target[(other.firstByte + row * other.rowBytes)...]
                    )
                    unsafe copyRow(from, to, other, width)
                }
            }
        }
    }

    /// Whether the last sample of a rectangle lies inside that many bytes.
    private func covers(_ count: Int, _ width: Int, _ height: Int) -> Bool {
        let last = firstByte + (height - 1) * rowBytes + (width - 1) * pixelBytes + sampleBytes
        return firstByte >= 0 && pixelBytes >= sampleBytes && rowBytes >= 0 && last <= count
    }

    @unsafe private func copyRow(
        _ source: UnsafeRawBufferPointer,
        _ target: UnsafeMutableRawBufferPointer,
        _ other: SampleRows,
        _ width: Int
    ) {
        if pixelBytes == sampleBytes && other.pixelBytes == sampleBytes {
            let row = unsafe UnsafeRawBufferPointer(rebasing: source[..<(width * sampleBytes)])
            return unsafe target.copyMemory(from: row)
        }
        switch sampleBytes {
        case 1: unsafe copyRow(source, target, other.pixelBytes, width, as: UInt8.self)
        case 2: unsafe copyRow(source, target, other.pixelBytes, width, as: UInt16.self)
        case 4: unsafe copyRow(source, target, other.pixelBytes, width, as: UInt32.self)
        default: unsafe copyRow(source, target, other.pixelBytes, width, as: UInt64.self)
        }
    }

    @unsafe private func copyRow<Sample: FixedWidthInteger & BitwiseCopyable>(
        _ source: UnsafeRawBufferPointer,
        _ target: UnsafeMutableRawBufferPointer,
        _ targetPixelBytes: Int,
        _ width: Int,
        as type: Sample.Type
    ) {
        for x in 0..<width {
            let sample = unsafe source.loadUnaligned(fromByteOffset: x * pixelBytes, as: type)
            unsafe target.storeBytes(of: sample, toByteOffset: x * targetPixelBytes, as: type)
        }
    }
}
