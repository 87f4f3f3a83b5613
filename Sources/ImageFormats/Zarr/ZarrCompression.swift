import Codecs

/// What turns the bytes of a chunk into those that are stored.
enum ZarrCompression: Sendable {
    case blosc
    case zlib
    case gzip
    case zstandard
    case lz4
    case bzip2
    /// No compression, but a checksum behind the bytes.
    case crc32c

    static let checksumBytes = 4

    /// By the name of a numcodecs compressor.
    init?(version2 name: String) {
        switch name {
        case "blosc": self = .blosc
        case "zlib": self = .zlib
        case "gzip": self = .gzip
        case "zstd": self = .zstandard
        case "lz4": self = .lz4
        case "bz2": self = .bzip2
        default: return nil
        }
    }

    init?(version3 name: String) {
        switch name {
        case "blosc": self = .blosc
        case "gzip": self = .gzip
        case "zstd": self = .zstandard
        case "crc32c": self = .crc32c
        default: return nil
        }
    }

    /// Decodes at most `countMax` bytes; whether there were more is told or not, as the codec can.
    func decode(_ bytes: [UInt8], countMax: Int) throws(CodecError) -> [UInt8] {
        switch self {
        case .blosc: try Blosc.decode(bytes, countMax: countMax)
        case .zlib: try Deflate.decode(bytes, countMax: countMax, .zlib)
        case .gzip: try Deflate.decode(bytes, countMax: countMax, .gzip)
        case .zstandard: try Zstandard.decode(bytes, countMax: countMax)
        case .lz4: try LZ4.decode(bytes, countMax: countMax)
        case .bzip2: try BZip2.decode(bytes, countMax: countMax)
        case .crc32c: try CRC32C.verified(bytes)
        }
    }
}
