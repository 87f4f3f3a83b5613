import CLMDB

/// One consistent state of a database.
@safe package struct ReadTransaction: ~Copyable {
    let pointer: OpaquePointer

    /// A copy of the value at a key, without the bytes before `offset`; nil when there is none.
    package func value(
        _ table: Table,
        _ key: [UInt8],
        from offset: Int = 0
    ) throws(LMDBError) -> [UInt8]? {
        try unsafe LMDB.value(pointer, table, key, offset)
    }

    /// Entries in the table.
    package func count(_ table: Table) throws(LMDBError) -> Int {
        try unsafe LMDB.count(pointer, table)
    }

    /// Hands the entries from `start` on to `body`, in the order of the keys, while it answers true.
    package func scan(
        _ table: Table,
        from start: [UInt8] = [],
        _ body: ([UInt8], [UInt8]) throws -> Bool
    ) throws {
        try unsafe LMDB.scan(pointer, table, from: start, body)
    }
}

/// One change of a database, whole or not at all.
@safe package struct WriteTransaction: ~Copyable {
    let pointer: OpaquePointer

    package func value(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> [UInt8]? {
        try unsafe LMDB.value(pointer, table, key, 0)
    }

    package func scan(
        _ table: Table,
        from start: [UInt8] = [],
        _ body: ([UInt8], [UInt8]) throws -> Bool
    ) throws {
        try unsafe LMDB.scan(pointer, table, from: start, body)
    }

    /// Entries in the table.
    package func count(_ table: Table) throws(LMDBError) -> Int {
        try unsafe LMDB.count(pointer, table)
    }

    package func put(_ table: Table, _ key: [UInt8], _ value: [UInt8]) throws(LMDBError) {
        var key = key
        var value = value
        let status = unsafe key.withUnsafeMutableBytes { keyBytes in
            unsafe value.withUnsafeMutableBytes { valueBytes in
                var lentKey = unsafe MDB_val(keyBytes)
                var lentValue = unsafe MDB_val(valueBytes)
                return unsafe mdb_put(pointer, table.identifier, &lentKey, &lentValue, 0)
            }
        }
        try check("mdb_put", status)
    }

    /// Removes the entry and says whether there was one.
    @discardableResult
    package func delete(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> Bool {
        var key = key
        let status = unsafe key.withUnsafeMutableBytes { keyBytes in
            var lentKey = unsafe MDB_val(keyBytes)
            return unsafe mdb_del(pointer, table.identifier, &lentKey, nil)
        }
        if status == MDB_NOTFOUND { return false }
        try check("mdb_del", status)
        return true
    }

    /// Removes every entry.
    package func clear(_ table: Table) throws(LMDBError) {
        try check("mdb_drop", unsafe mdb_drop(pointer, table.identifier, 0))
    }
}

extension MDB_val {
    @unsafe fileprivate init(_ bytes: UnsafeMutableRawBufferPointer) {
        unsafe self.init(mv_size: bytes.count, mv_data: bytes.baseAddress)
    }

    @unsafe fileprivate var bytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size)
    }

    fileprivate var copy: [UInt8] { unsafe [UInt8](bytes) }
}

@unsafe private func value(
    _ transaction: OpaquePointer,
    _ table: Table,
    _ key: [UInt8],
    _ offset: Int
) throws(LMDBError) -> [UInt8]? {
    var key = key
    var found = unsafe MDB_val()
    let status = unsafe key.withUnsafeMutableBytes { bytes in
        var lentKey = unsafe MDB_val(bytes)
        return unsafe mdb_get(transaction, table.identifier, &lentKey, &found)
    }
    if status == MDB_NOTFOUND { return nil }
    try check("mdb_get", status)
    return unsafe [UInt8](found.bytes.dropFirst(offset))
}

@unsafe private func count(_ transaction: OpaquePointer, _ table: Table) throws(LMDBError) -> Int {
    var statistics = MDB_stat()
    try check("mdb_stat", unsafe mdb_stat(transaction, table.identifier, &statistics))
    return statistics.ms_entries
}

@unsafe private func scan(
    _ transaction: OpaquePointer,
    _ table: Table,
    from start: [UInt8],
    _ body: ([UInt8], [UInt8]) throws -> Bool
) throws {
    var cursor: OpaquePointer?
    try check("mdb_cursor_open", unsafe mdb_cursor_open(transaction, table.identifier, &cursor))
    defer { unsafe mdb_cursor_close(cursor) }
    var start = start
    var key = unsafe MDB_val()
    var value = unsafe MDB_val()
    var status = unsafe start.withUnsafeMutableBytes { bytes in
        unsafe key = MDB_val(bytes)
        let operation = unsafe bytes.isEmpty ? MDB_FIRST : MDB_SET_RANGE
        return unsafe mdb_cursor_get(cursor, &key, &value, operation)
    }
    while status == 0 {
        guard try unsafe body(key.copy, value.copy) else { return }
        status = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
    }
    if status != MDB_NOTFOUND { throw LMDBError(call: "mdb_cursor_get", status) }
}
