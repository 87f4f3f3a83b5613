import ImageFormats
import Pixels

/// Opens the bytes as a Zarr hierarchy and reads a region of its images, and rows of its tables:
/// whatever they are, the process must live.
///
/// The bytes are keys with their values: the length of the key in one byte, the key, the length of
/// the value in two bytes, the low one first, the value.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    for read in [readImages, readTables] {
        do throws(ImageFormatError) {
            try read(ArchiveStore(input))
        } catch {
            // A refusal is an answer like another.
        }
    }
    return 0
}

private func readTables(_ store: ArchiveStore) throws(ImageFormatError) {
    for table in try AnnDataTables.tables(store, smallLimits()).prefix(4) {
        let end = min(table.rowCount, 64)
        for rows in [0..<(end / 3), (end / 3)..<end] {
            let cells = try table.cells(rows)
            precondition(cells.count == table.columns.count)
            precondition(cells.allSatisfy { $0.count == rows.count })
        }
    }
}

private func readImages(_ store: ArchiveStore) throws(ImageFormatError) {
    for image in try ZarrFormat.images(store, smallLimits()).prefix(4) {
        let size = image.source.dimensions
        for (level, edges) in image.source.levels.enumerated() {
            let region = Region(
                x: edges.width / 3,
                y: edges.height / 3,
                width: min(edges.width - edges.width / 3, 64),
                height: min(edges.height - edges.height / 3, 64)
            )
            let plane = PlaneIndex(z: size.z - 1, c: size.c - 1, t: size.t - 1)
            do {
                _ = try image.source.read(plane, region, level: level)
            } catch let error as ImageFormatError {
                throw error
            } catch {
                fatalError("an error of another kind: \(error)")
            }
        }
    }
}

/// Limits that keep one input under a second and a few megabytes.
private func smallLimits() -> ReadLimits {
    var limits = ReadLimits()
    limits.planes = 4096
    limits.decodedChunkBytes = 1 << 20
    limits.decodedBytesPerRead = 8 << 20
    // Chunks of both kinds: those that are kept and those that are read in part.
    limits.wholeChunkBytes = 128
    limits.zarrShardIndexEntries = 1 << 12
    limits.xmlBytes = 1 << 16
    limits.tableRows = 1 << 12
    limits.tableColumns = 1 << 8
    return limits
}

private struct ArchiveStore: ZarrStore {
    let name = "archive"
    private var values: [String: [UInt8]] = [:]

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let keyCount = rest.popFirst() {
            let key = String(decoding: rest.prefix(Int(keyCount)), as: UTF8.self)
            rest = rest.dropFirst(Int(keyCount))
            guard let low = rest.popFirst(), let high = rest.popFirst() else { return }
            let count = Int(high) << 8 | Int(low)
            values[key] = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
    }

    func value(of key: String, countMax: Int) throws(ImageFormatError) -> [UInt8]? {
        guard let value = values[key] else { return nil }
        guard value.count <= countMax else { throw .beyondLimit(file: key, limit: "\(countMax)") }
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
