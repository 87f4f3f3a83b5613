/// What the records of a zip file say of one member.
struct ZipEntry: Sendable, Equatable {
    let name: [UInt8]
    let byteCount: Int
    /// In the form of DOS: seconds in steps of two, years from 1980.
    let time: Int
    let date: Int

    /// Its sizes need zip64.
    var isLarge: Bool { byteCount >= ZipRecords.size64 }

    /// - Parameter modified: the moment in UTC; what DOS has no room for is moved to its first or last day.
    init(
        name: String,
        byteCount: Int,
        modified: (year: Int, month: Int, day: Int, second: Int)
    ) {
        self.name = Array(name.utf8)
        self.byteCount = byteCount
        switch modified.year {
        case 1980...2107:
            date = (modified.year - 1980) << 9 | modified.month << 5 | modified.day
            let (hour, minute) = (modified.second / 3600, modified.second / 60 % 60)
            time = hour << 11 | minute << 5 | modified.second % 60 / 2
        case ..<1980: (date, time) = (1 << 5 | 1, 0)
        default: (date, time) = (127 << 9 | 12 << 5 | 31, 0)
        }
    }

    var localBytes: Int {
        ZipRecords.localHeaderBytes + name.count + (isLarge ? ZipRecords.localExtraBytes : 0)
    }

    var descriptorBytes: Int { isLarge ? 24 : 16 }

    /// The extra field of the directory: only the numbers that have no room elsewhere.
    func directoryExtraBytes(start: Int) -> Int {
        let numbers = (isLarge ? 2 : 0) + (start >= ZipRecords.size64 ? 1 : 0)
        return numbers == 0 ? 0 : 4 + 8 * numbers
    }

    func directoryBytes(start: Int) -> Int {
        ZipRecords.directoryEntryBytes + name.count + directoryExtraBytes(start: start)
    }
}
