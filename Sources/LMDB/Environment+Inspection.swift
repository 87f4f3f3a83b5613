import CLMDB
import Glibc

extension Environment {
    /// Room and readers of a database.
    package struct Usage: Equatable, Sendable {
        /// Bytes of pages that hold something.
        package var usedBytes: Int
        package var mapBytes: Int
        /// Places in the reader table, those of idle readers too.
        package var readers: Int
    }

    package func usage() throws -> Usage {
        var information = unsafe MDB_envinfo()
        try check("mdb_env_info", unsafe mdb_env_info(pointer, &information))
        var statistics = MDB_stat()
        try check("mdb_env_stat", unsafe mdb_env_stat(pointer, &statistics))
        let pages = unsafe Int(information.me_last_pgno) + 1
        let free = try read { try $0.freePageCount() }
        return unsafe Usage(
            usedBytes: max(0, pages - free) * Int(statistics.ms_psize),
            mapBytes: information.me_mapsize,
            readers: readerCount()
        )
    }

    /// Places in the reader table that are taken now; the library's own number is the most ever.
    ///
    /// It lists them as text: a headline and a line each, or one line in brackets for none.
    private func readerCount() -> Int {
        var lines = ReaderLines()
        _ = unsafe withUnsafeMutablePointer(to: &lines) { pointer in
            unsafe mdb_reader_list(
                self.pointer,
                { text, context in
                    guard let text = unsafe text else { return 0 }
                    let isNone = unsafe text.pointee == CChar(UInt8(ascii: "("))
                    unsafe context?.assumingMemoryBound(to: ReaderLines.self).pointee.add(isNone)
                    return 0
                },
                pointer
            )
        }
        return max(0, lines.count - 1)
    }

    private struct ReaderLines {
        private(set) var count = 0

        mutating func add(_ isNone: Bool) { count += isNone ? 0 : 1 }
    }

    /// Throws `damaged` when the file in the folder is no database or shorter than it says.
    ///
    /// To be called before the folder is opened: a map beyond the end of its file ends the process.
    package static func inspect(path: String) throws(LMDBError) {
        var file = stat()
        guard unsafe stat(path + "/data.mdb", &file) == 0 else { throw .failed("stat", errno) }
        // The library takes an empty file for a new one; somebody's content is gone.
        if file.st_size == 0 { throw .damaged("empty file") }
        var created: OpaquePointer?
        try check("mdb_env_create", unsafe mdb_env_create(&created))
        guard let pointer = unsafe created else { throw .failed("mdb_env_create", 0) }
        defer { unsafe mdb_env_close(pointer) }
        let flags = UInt32(MDB_RDONLY | MDB_NOLOCK)
        try check("mdb_env_open \(path)", unsafe mdb_env_open(pointer, path, flags, 0o600))
        var information = unsafe MDB_envinfo()
        try check("mdb_env_info", unsafe mdb_env_info(pointer, &information))
        var statistics = MDB_stat()
        try check("mdb_env_stat", unsafe mdb_env_stat(pointer, &statistics))
        let pages = unsafe Int(information.me_last_pgno) + 1
        if file.st_size < pages * Int(statistics.ms_psize) { throw .damaged("short file") }
    }
}

extension ReadTransaction {
    /// Pages that hold nothing: the library lists them in its first table, a count and numbers each.
    borrowing func freePageCount() throws(LMDBError) -> Int {
        var cursor: OpaquePointer?
        try check("mdb_cursor_open", unsafe mdb_cursor_open(pointer, 0, &cursor))
        defer { unsafe mdb_cursor_close(cursor) }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        var count = 0
        while unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0 {
            count += unsafe value.mv_data?.loadUnaligned(as: Int.self) ?? 0
        }
        return count
    }
}
