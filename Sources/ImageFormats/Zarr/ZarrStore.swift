/// Where the keys of a Zarr hierarchy are fetched from; a folder is one, HTTP or S3 could be others.
///
/// Keys are relative with `/` between their components, and come from `ZarrKey`, which lets no
/// component lead elsewhere. One instance serves many threads.
package protocol ZarrStore: Sendable {
    /// What errors call the hierarchy; the key that they are about follows.
    var name: String { get }
    /// The whole value of a key, nil when there is none; more than `countMax` bytes are an error.
    func value(of key: String, countMax: Int) throws(ImageFormatError) -> [UInt8]?
    /// A part of the value of a key; shorter than asked for only where the value is.
    func value(of key: String, in range: ZarrByteRange) throws(ImageFormatError) -> [UInt8]?
    /// Names directly below a key, sorted; the empty key is the root.
    func children(of key: String) throws(ImageFormatError) -> [String]
}

/// The part of a value that is wanted, in the two ways that a Range request of HTTP can say it.
package enum ZarrByteRange: Sendable {
    case bytes(offset: Int, count: Int)
    case last(count: Int)
}

extension ZarrStore {
    /// What errors call a key.
    func file(_ key: String) -> String { key.isEmpty ? name : name + "/" + key }
}
