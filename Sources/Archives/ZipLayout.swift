/// Where everything lies in a zip file, from the names and sizes of its members alone.
struct ZipLayout: Sendable {
    /// A piece of the file.
    enum Part: Equatable {
        case header(Int)
        case data(Int)
        case descriptor(Int)
        case directory(Int)
        case end
    }

    let entries: [ZipEntry]
    /// Where each member begins, and behind them where the directory does.
    private let starts: [Int]
    /// Where each entry of the directory begins, and behind them where the end does.
    private let directoryStarts: [Int]
    let byteCount: Int

    init(_ entries: [ZipEntry]) {
        self.entries = entries
        var position = 0
        var starts: [Int] = []
        for entry in entries {
            starts.append(position)
            position += entry.localBytes + entry.byteCount + entry.descriptorBytes
        }
        starts.append(position)
        var directoryStarts: [Int] = []
        for (entry, start) in zip(entries, starts) {
            directoryStarts.append(position)
            position += entry.directoryBytes(start: start)
        }
        directoryStarts.append(position)
        self.starts = starts
        self.directoryStarts = directoryStarts
        let directory = starts[entries.count]..<position
        let isLarge = ZipRecords.isLarge(count: entries.count, directory: directory)
        byteCount = position + ZipRecords.endBytes + (isLarge ? ZipRecords.end64Bytes : 0)
    }

    private var directory: Range<Int> {
        starts[entries.count]..<directoryStarts[entries.count]
    }

    /// The part in which an offset lies, and how far in it.
    func part(at offset: Int) -> (part: Part, offset: Int) {
        if offset >= directory.upperBound { return (.end, offset - directory.upperBound) }
        if offset >= directory.lowerBound {
            let index = Self.last(directoryStarts, notAbove: offset)
            return (.directory(index), offset - directoryStarts[index])
        }
        let index = Self.last(starts, notAbove: offset)
        let entry = entries[index]
        let within = offset - starts[index]
        if within < entry.localBytes { return (.header(index), within) }
        let inData = within - entry.localBytes
        if inData < entry.byteCount { return (.data(index), inData) }
        return (.descriptor(index), inData - entry.byteCount)
    }

    /// The bytes of a part other than a member's own.
    func record(_ part: Part, checksum: UInt32) -> [UInt8] {
        switch part {
        case .header(let index): ZipRecords.localHeader(entries[index])
        case .descriptor(let index):
            ZipRecords.descriptor(entries[index], checksum: checksum)
        case .directory(let index):
            ZipRecords.directoryEntry(entries[index], checksum: checksum, start: starts[index])
        case .end: ZipRecords.end(count: entries.count, directory: directory)
        case .data: []
        }
    }

    /// The last place whose value is not above; the first value is 0 or not above either.
    private static func last(_ values: [Int], notAbove offset: Int) -> Int {
        var (low, high) = (0, values.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if values[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
