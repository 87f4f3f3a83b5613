import ImageFormats

/// A Zarr hierarchy in memory.
struct MemoryStore: ZarrStore {
    let name = "memory"
    var values: [String: [UInt8]]

    init(_ values: [String: [UInt8]]) { self.values = values }

    init(_ texts: [String: String]) { values = texts.mapValues { Array($0.utf8) } }

    func value(of key: String, countMax: Int) throws(ImageFormatError) -> [UInt8]? {
        guard let value = values[key] else { return nil }
        guard value.count <= countMax else {
            throw .beyondLimit(file: name + "/" + key, limit: "\(countMax) bytes")
        }
        return value
    }

    func value(of key: String, in range: ZarrByteRange) throws(ImageFormatError) -> [UInt8]? {
        guard let value = values[key] else { return nil }
        switch range {
        case .bytes(let offset, let count): return Array(value.dropFirst(offset).prefix(count))
        case .last(let count): return Array(value.suffix(count))
        }
    }

    func children(of key: String) throws(ImageFormatError) -> [String] {
        let start = key.isEmpty ? "" : key + "/"
        let below = values.keys.filter { $0.hasPrefix(start) }.compactMap {
            $0.dropFirst(start.count).split(separator: "/").first.map(String.init)
        }
        return Set(below).sorted()
    }
}
