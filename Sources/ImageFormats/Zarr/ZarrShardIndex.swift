import Codecs

/// The index of one shard: the place of each chunk in the value, or that there is none.
struct ZarrShardIndex {
    /// Two numbers of eight bytes: offset and count.
    static let entryBytes = 16

    /// Verified, without a checksum.
    let bytes: [UInt8]
    let isBigEndian: Bool

    static func verified(
        _ stored: [UInt8],
        _ shards: ZarrShards
    ) throws(CodecError) -> [UInt8] {
        guard stored.count == shards.indexByteCount else {
            let count = shards.indexByteCount
            throw .malformed(
                codec: "Zarr",
                reason: "a shard shorter than its index of \(count) bytes"
            )
        }
        return shards.layout.hasChecksum ? try CRC32C.verified(stored) : stored
    }

    /// Where a chunk lies; nil when all of it is the fill value.
    func place(ofChunk number: Int) throws(CodecError) -> (offset: Int, count: Int)? {
        let offset = unsigned(at: number * Self.entryBytes)
        let count = unsigned(at: number * Self.entryBytes + Self.entryBytes / 2)
        if offset == .max && count == .max { return nil }
        guard let first = Int(exactly: offset), let length = Int(exactly: count),
            !first.addingReportingOverflow(length).overflow
        else {
            throw .malformed(codec: "Zarr", reason: "chunk \(number) at \(offset) in a shard")
        }
        return (first, length)
    }

    private func unsigned(at position: Int) -> UInt64 {
        let digits = bytes[position..<(position + Self.entryBytes / 2)]
        let number = digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return isBigEndian ? number : number.byteSwapped
    }
}
