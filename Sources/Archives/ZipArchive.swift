import Codecs
import Synchronization

/// One file of an archive.
package struct ZipMember: Sendable {
    /// Slashes between folders; made safe and unique by `MemberNames` before.
    package let name: String
    package let content: any ByteContent
    /// The last change, in UTC.
    package let modified: (year: Int, month: Int, day: Int, second: Int)

    package init(
        _ name: String,
        _ content: any ByteContent,
        modified: (year: Int, month: Int, day: Int, second: Int)
    ) {
        self.name = name
        self.content = content
        self.modified = modified
    }
}

/// A zip file that lies nowhere: its members are read when they are sent, one at a time.
///
/// The length is known from the members' alone, so any range can be sent. Checksums that a range
/// needs and did not see pass by are computed by reading those members once more.
package struct ZipArchive: ByteContent {
    private let members: [ZipMember]
    private let layout: ZipLayout

    package init(_ members: [ZipMember]) {
        self.members = members
        layout = ZipLayout(
            members.map { member in
                ZipEntry(
                    name: member.name,
                    byteCount: member.content.byteCount,
                    modified: member.modified
                )
            }
        )
    }

    package var byteCount: Int { layout.byteCount }

    package func reader() -> any ByteReader { ZipReader(members, layout) }
}

/// The bytes of an archive in order; what it knows of checksums it keeps.
private final class ZipReader: ByteReader {
    private let members: [ZipMember]
    private let layout: ZipLayout
    private let state: Mutex<State>

    private struct State {
        var checksums: [UInt32?]
        /// The member that is being read: its reader, and the checksum of what was read from its start.
        var current: (index: Int, reader: any ByteReader, offset: Int, checksum: CRC32?)?
    }

    init(_ members: [ZipMember], _ layout: ZipLayout) {
        self.members = members
        self.layout = layout
        state = Mutex(State(checksums: Array(repeating: nil, count: members.count)))
    }

    func bytes(from offset: Int) throws -> [UInt8] {
        try state.withLock { try piece(at: offset, &$0) }
    }

    private func piece(at offset: Int, _ state: inout State) throws -> [UInt8] {
        let (part, within) = layout.part(at: offset)
        var checksum: UInt32 = 0
        switch part {
        case .data(let index): return try data(of: index, at: within, &state)
        case .descriptor(let index), .directory(let index):
            checksum = try self.checksum(of: index, &state)
        case .header, .end: break
        }
        return Array(layout.record(part, checksum: checksum)[within...])
    }

    private func data(of index: Int, at offset: Int, _ state: inout State) throws -> [UInt8] {
        if state.current?.index != index || state.current?.offset != offset {
            let reader = try members[index].content.reader()
            state.current = (index, reader, offset, offset == 0 ? CRC32() : nil)
        }
        guard let reader = state.current?.reader else { return [] }
        let bytes = try reader.bytes(from: offset)
        let count = members[index].content.byteCount
        precondition(!bytes.isEmpty && offset + bytes.count <= count, "a content of another length")
        state.current?.checksum?.add(bytes)
        state.current?.offset += bytes.count
        if offset + bytes.count == count {
            state.checksums[index] = state.current?.checksum?.value ?? state.checksums[index]
            state.current = nil
        }
        return bytes
    }

    private func checksum(of index: Int, _ state: inout State) throws -> UInt32 {
        if let known = state.checksums[index] { return known }
        let content = members[index].content
        var checksum = CRC32()
        var offset = 0
        if content.byteCount > 0 {
            let reader = try content.reader()
            while offset < content.byteCount {
                let bytes = try reader.bytes(from: offset)
                checksum.add(bytes)
                offset += bytes.count
            }
        }
        state.checksums[index] = checksum.value
        return checksum.value
    }
}
