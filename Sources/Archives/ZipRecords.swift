/// The records of a zip file (APPNOTE 6.3.10 §4.3), in which members lie as they are.
///
/// Sizes and checksums follow each member in a data descriptor, since a checksum is known only when
/// the member was read; the directory at the end has them again.
enum ZipRecords {
    static let localHeaderBytes = 30
    static let directoryEntryBytes = 46
    /// 16-bit and 32-bit numbers that say: look into the field of zip64.
    static let count64 = 0xFFFF
    static let size64 = 0xFFFF_FFFF
    /// The extra field of both sizes, in a local header.
    static let localExtraBytes = 20
    static let endBytes = 22
    /// The end of zip64 and what points to it.
    static let end64Bytes = 56 + 20

    /// Made by Unix; 4.5 has zip64.
    private static let version = 3 << 8 | 45
    private static let versionNeeded = 45
    /// A data descriptor follows, and names are UTF-8.
    private static let flags = 1 << 3 | 1 << 11
    private static let methodStored = 0
    /// A regular file that everybody reads, in Unix's half of the attributes.
    private static let attributes = 0o100644 << 16
    private static let extra64ID = 1

    static func localHeader(_ member: ZipEntry) -> [UInt8] {
        let size = member.isLarge ? size64 : 0
        var record = LittleEndian()
        record.add(0x0403_4B50, 4)
        for number in [versionNeeded, flags, methodStored, member.time, member.date] {
            record.add(number, 2)
        }
        record.add(0, 4)
        record.add(size, 4)
        record.add(size, 4)
        record.add(member.name.count, 2)
        record.add(member.isLarge ? localExtraBytes : 0, 2)
        record.bytes += member.name
        if member.isLarge {
            record.add(extra64ID, 2)
            record.add(16, 2)
            record.add(0, 8)
            record.add(0, 8)
        }
        return record.bytes
    }

    static func descriptor(_ member: ZipEntry, checksum: UInt32) -> [UInt8] {
        var record = LittleEndian()
        record.add(0x0807_4B50, 4)
        record.add(Int(checksum), 4)
        record.add(member.byteCount, member.isLarge ? 8 : 4)
        record.add(member.byteCount, member.isLarge ? 8 : 4)
        return record.bytes
    }

    static func directoryEntry(_ member: ZipEntry, checksum: UInt32, start: Int) -> [UInt8] {
        let extra = member.directoryExtraBytes(start: start)
        let size = member.isLarge ? size64 : member.byteCount
        var record = LittleEndian()
        record.add(0x0201_4B50, 4)
        for number in [version, versionNeeded, flags, methodStored, member.time, member.date] {
            record.add(number, 2)
        }
        for number in [Int(checksum), size, size] { record.add(number, 4) }
        // Name, extra field, no comment, disk 0, no internal attributes.
        for number in [member.name.count, extra, 0, 0, 0] { record.add(number, 2) }
        record.add(attributes, 4)
        record.add(min(start, size64), 4)
        record.bytes += member.name
        if extra > 0 {
            record.add(extra64ID, 2)
            record.add(extra - 4, 2)
            if member.isLarge {
                record.add(member.byteCount, 8)
                record.add(member.byteCount, 8)
            }
            if start >= size64 { record.add(start, 8) }
        }
        return record.bytes
    }

    /// What ends the file, with zip64's records before it where a number is too large without.
    static func end(count: Int, directory: Range<Int>) -> [UInt8] {
        var record = LittleEndian()
        if isLarge(count: count, directory: directory) {
            record.add(0x0606_4B50, 4)
            record.add(56 - 12, 8)
            record.add(version, 2)
            record.add(versionNeeded, 2)
            record.add(0, 8)
            for number in [count, count, directory.count, directory.lowerBound] {
                record.add(number, 8)
            }
            record.add(0x0706_4B50, 4)
            record.add(0, 4)
            record.add(directory.upperBound, 8)
            record.add(1, 4)
        }
        record.add(0x0605_4B50, 4)
        record.add(0, 4)
        record.add(min(count, count64), 2)
        record.add(min(count, count64), 2)
        record.add(min(directory.count, size64), 4)
        record.add(min(directory.lowerBound, size64), 4)
        record.add(0, 2)
        return record.bytes
    }

    static func isLarge(count: Int, directory: Range<Int>) -> Bool {
        count >= count64 || directory.upperBound >= size64
    }
}

/// Numbers one behind another, their lowest byte first.
private struct LittleEndian {
    var bytes: [UInt8] = []

    mutating func add(_ number: Int, _ width: Int) {
        for shift in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }
}
