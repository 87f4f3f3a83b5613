import Codecs
import Pixels

/// How a chunk becomes bytes: the order of its dimensions, of its bytes, and its compressions.
struct ZarrChunkCodec: Sendable {
    /// The dimensions as they lie in a chunk, the slowest first.
    var axisOrder: [Int]
    var isBigEndian: Bool
    /// In the order in which they were applied.
    var compressions: [ZarrCompression]
    /// Whether the elements are texts behind their lengths.
    var hasTexts = false

    /// Samples from one place to the next along each dimension of a chunk.
    func strides(_ chunkShape: [Int]) -> [Int] {
        var strides = [Int](repeating: 1, count: chunkShape.count)
        var step = 1
        for axis in axisOrder.reversed() {
            strides[axis] = step
            step *= chunkShape[axis]
        }
        return strides
    }

    /// The samples of a chunk in the machine's byte order, exactly `byteCount` bytes.
    func decode(
        _ encoded: [UInt8],
        byteCount: Int,
        _ type: ZarrElement,
        _ limits: ReadLimits
    ) throws(CodecError) -> [UInt8] {
        var bytes = try decompressed(encoded, decodedCounts(byteCount, limits))
        guard bytes.count == byteCount else {
            let relation = bytes.count > byteCount ? "more" : "fewer"
            throw .malformed(
                codec: "Zarr",
                reason: "\(relation) than \(byteCount) bytes of samples"
            )
        }
        if isBigEndian { SampleBytes.reverse(&bytes, width: type.byteCount) }
        if type == .sample(.bit) {
            for index in bytes.indices { bytes[index] = min(bytes[index], 1) }
        }
        return bytes
    }

    /// So many texts, which together are no more than one decoded chunk may be.
    func texts(
        _ encoded: [UInt8],
        count: Int,
        _ limits: ReadLimits
    ) throws(CodecError) -> VariableTexts {
        let most = limits.decodedChunkBytes
        let bytes = try decompressed(encoded, compressions.map { _ in most })
        guard bytes.count <= most else {
            throw .malformed(codec: "Zarr", reason: "more than \(most) bytes of texts in a chunk")
        }
        return try VariableTexts(bytes, count: count)
    }

    private func decompressed(
        _ encoded: [UInt8],
        _ counts: [Int]
    ) throws(CodecError) -> [UInt8] {
        var bytes = encoded
        for (compression, countMax) in zip(compressions, counts).reversed() {
            // One more than may be, so that too much of it shows.
            bytes = try compression.decode(bytes, countMax: countMax + 1)
        }
        return bytes
    }

    /// How many bytes went into each compression: only checksums tell from what they are given.
    private func decodedCounts(_ byteCount: Int, _ limits: ReadLimits) -> [Int] {
        var known: Int? = byteCount
        return compressions.map { compression in
            let count = known ?? limits.decodedChunkBytes
            known = compression == .crc32c ? known.map { $0 + ZarrCompression.checksumBytes } : nil
            return count
        }
    }
}
