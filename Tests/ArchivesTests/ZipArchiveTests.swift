import Foundation
import Kernel
import TestSupport
import Testing

@testable import Archives

@Suite struct `Zip files` {
    private func member(_ name: String, _ bytes: [UInt8]) -> ZipMember {
        ZipMember(name, BytesContent(bytes), modified: (2024, 2, 29, 3661))
    }

    private var members: [ZipMember] {
        [
            member("a/one.bin", (0..<1000).map { UInt8(truncatingIfNeeded: $0) }),
            member("empty", []),
            member("ä/细胞.txt", Array("cells".utf8)),
        ]
    }

    private func bytes(_ archive: ZipArchive, from start: Int = 0) throws -> [UInt8] {
        let reader = archive.reader()
        var bytes: [UInt8] = []
        while start + bytes.count < archive.byteCount {
            bytes += try reader.bytes(from: start + bytes.count)
        }
        return bytes
    }

    /// What Python's own reader finds: each name, size and checksum, or what is wrong.
    private func listing(_ archive: [UInt8]) throws -> String {
        let folder = try TemporaryFolder()
        let path = try folder.write(archive, to: "a.zip")
        let program = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as z:
                print(z.testzip(), [(i.filename, i.file_size, i.date_time) for i in z.infolist()])
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .newlines)
    }

    @Test func `another program reads names, times, sizes and checksums`() throws {
        let whole = try bytes(ZipArchive(members))
        #expect(
            try listing(whole)
                == "None [('a/one.bin', 1000, (2024, 2, 29, 1, 1, 0)),"
                + " ('empty', 0, (2024, 2, 29, 1, 1, 0)),"
                + " ('ä/细胞.txt', 5, (2024, 2, 29, 1, 1, 0))]"
        )
        #expect(try listing(bytes(ZipArchive([]))) == "None []")
    }

    @Test func `the length is known before, and every end of it is the same from any place`() throws
    {
        let archive = ZipArchive(members)
        let whole = try bytes(archive)
        #expect(whole.count == archive.byteCount)
        for start in 0..<archive.byteCount {
            #expect(try bytes(archive, from: start).elementsEqual(whole[start...]), "\(start)")
        }
    }

    @Test func `an archive whose members are made on the way is read as well`() throws {
        let members = self.members
        let stream = ZipStream(count: members.count) { index in
            let member = members[index]
            let bytes = [UInt8](repeating: 7, count: member.content.byteCount)
            return ZipStream.Member(member.name, bytes, modified: member.modified)
        }
        var bytes: [UInt8] = []
        while let piece = try stream.next() { bytes += piece }
        #expect(try listing(bytes).hasPrefix("None [('a/one.bin', 1000, (2024, 2, 29, 1, 1, 0)),"))
        #expect(bytes.count == ZipArchive(members).byteCount)
    }

    @Test func `sizes and counts beyond 32 and 16 bits take the fields of zip64`() {
        let modified = (year: 2024, month: 1, day: 1, second: 0)
        let large = ZipEntry(name: "l", byteCount: 5 << 30, modified: modified)
        let small = ZipEntry(name: "s", byteCount: 1, modified: modified)
        let layout = ZipLayout([large, small])
        let end = layout.record(.end, checksum: 0)
        #expect(end.count == ZipRecords.endBytes + ZipRecords.end64Bytes)
        #expect(layout.byteCount == (5 << 30) + 51 + 24 + 31 + 1 + 16 + 67 + 59 + end.count)
        #expect(layout.part(at: (5 << 30) + 51).part == .descriptor(0))
        let many = ZipLayout(Array(repeating: small, count: 65_535))
        #expect(many.record(.end, checksum: 0).count == end.count)
        #expect(ZipLayout([small]).record(.end, checksum: 0).count == ZipRecords.endBytes)
    }

    @Test func `an archive of 65600 members is read by another program`() throws {
        let many = (0..<65_600).map { member("m\($0)", [UInt8(truncatingIfNeeded: $0)]) }
        let text = try listing(bytes(ZipArchive(many)))
        #expect(text.hasPrefix("None [('m0', 1,"))
        #expect(text.contains("('m65599', 1,"))
    }

    @Test func `a file that became shorter, or another, or is gone breaks the archive off`() throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write([1, 2, 3], to: "a")
        let stored = try StoredFile(path)
        let archive = ZipArchive([ZipMember("a", stored, modified: (2024, 1, 1, 0))])
        #expect(try bytes(archive).count == archive.byteCount)
        try folder.write([1, 2], to: "a")
        #expect(throws: ContentChanged.self) { try bytes(archive) }
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: SystemError.self) { try bytes(archive) }
    }

    @Test(arguments: [
        (1970, 0x0021, 0), (1980, 0x0021, 0), (2107, 0xFE21, 0), (2200, 0xFF9F, 0),
    ])
    func `years that DOS does not know become its first or last`(
        year: Int,
        date: Int,
        time: Int
    ) {
        let entry = ZipEntry(name: "a", byteCount: 0, modified: (year, 1, 1, 0))
        #expect(entry.date == date)
        #expect(entry.time == time)
    }
}

@Suite struct `Names in archives` {
    @Test func `no two are alike, whatever their case`() {
        var names = MemberNames()
        let given = ["a.ome.tif", "a.ome.tif", "A.OME.TIF", "b/a.ome.tif", "c", "c", ".x", ".x"]
        #expect(
            given.map { names.unique($0) } == [
                "a.ome.tif", "a_(1).ome.tif", "A_(2).OME.TIF", "b/a.ome.tif", "c", "c_(1)", ".x",
                ".x_(1)",
            ]
        )
    }

    @Test(arguments: [
        ("/etc/passwd", "etc/passwd"), ("../../a", "a"), ("a/./../b//c", "a/b/c"),
        (#"..\..\a"#, #".._.._a"#), ("C:/x", "C_/x"), ("a\u{0}b\n", "a_b_"), ("..", "file"),
        ("", "file"), ("ä/细", "ä/细"),
    ])
    func `none leads out of the folder it is unpacked in`(path: String, name: String) {
        #expect(MemberNames.safe(path) == name)
    }
}
