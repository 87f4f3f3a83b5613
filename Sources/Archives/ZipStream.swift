import Codecs
import Synchronization

/// A zip file whose members are made one after another and whose length nobody knows before the end.
package final class ZipStream: Sendable {
    /// One member, whole.
    package struct Member: Sendable {
        let name: String
        let bytes: [UInt8]
        let modified: (year: Int, month: Int, day: Int, second: Int)

        package init(
            _ name: String,
            _ bytes: [UInt8],
            modified: (year: Int, month: Int, day: Int, second: Int)
        ) {
            self.name = name
            self.bytes = bytes
            self.modified = modified
        }
    }

    private struct Written {
        let entry: ZipEntry
        let checksum: UInt32
        let start: Int
    }

    private struct State {
        var written: [Written] = []
        var position = 0
        var isEnded = false
    }

    private let count: Int
    private let member: @Sendable (Int) throws -> Member
    private let state = Mutex(State())

    /// - Parameter member: makes the member of a number from 0 to below `count`; called in their order.
    package init(count: Int, member: @escaping @Sendable (Int) throws -> Member) {
        self.count = count
        self.member = member
    }

    /// The next member with its records, then the directory, then nil.
    package func next() throws -> [UInt8]? {
        try state.withLock { state in
            if state.isEnded { return nil }
            guard state.written.count < count else {
                state.isEnded = true
                return Self.directory(state.written, at: state.position)
            }
            return try write(try member(state.written.count), &state)
        }
    }

    private func write(_ member: Member, _ state: inout State) throws -> [UInt8] {
        let count = member.bytes.count
        let entry = ZipEntry(name: member.name, byteCount: count, modified: member.modified)
        var checksum = CRC32()
        checksum.add(member.bytes)
        state.written.append(
            Written(entry: entry, checksum: checksum.value, start: state.position)
        )
        let bytes =
            ZipRecords.localHeader(entry) + member.bytes
            + ZipRecords.descriptor(entry, checksum: checksum.value)
        state.position += bytes.count
        return bytes
    }

    private static func directory(_ written: [Written], at start: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for member in written {
            bytes += ZipRecords.directoryEntry(
                member.entry,
                checksum: member.checksum,
                start: member.start
            )
        }
        return bytes
            + ZipRecords.end(count: written.count, directory: start..<(start + bytes.count))
    }
}
