import CSQLite

/// A compiled statement, finalised once, when its owner lets go.
@safe final class Statement {
    let text: String
    fileprivate let pointer: OpaquePointer

    /// Compiles the first statement of a text.
    @unsafe init(_ text: String, on database: OpaquePointer) throws(SQLiteError) {
        var compiled: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = unsafe sqlite3_prepare_v3(database, text, -1, flags, &compiled, nil)
        guard code == SQLITE_OK, let pointer = unsafe compiled else {
            throw unsafe failure(on: database, code, text)
        }
        self.text = text
        unsafe self.pointer = pointer
    }

    deinit { unsafe sqlite3_finalize(pointer) }

    func bind(_ values: [any Storable]) throws(SQLiteError) {
        precondition(
            unsafe values.count == Int(sqlite3_bind_parameter_count(pointer)),
            "\(values.count) values for: \(text)"
        )
        for (index, value) in values.enumerated() {
            try check(bind(value.stored, at: Int32(index + 1)))
        }
    }

    private func bind(_ value: StoredValue, at index: Int32) -> Int32 {
        switch value {
        case .null: unsafe sqlite3_bind_null(pointer, index)
        case .integer(let number): unsafe sqlite3_bind_int64(pointer, index, number)
        case .real(let number): unsafe sqlite3_bind_double(pointer, index, number)
        case .text(var text): bind(&text, at: index)
        case .blob(let bytes): bind(bytes, at: index)
        }
    }

    private func bind(_ text: inout String, at index: Int32) -> Int32 {
        text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                let count = Int32(characters.count)
                let start = characters.baseAddress
                return unsafe sqlite3_bind_text(pointer, index, start, count, copied)
            }
        }
    }

    private func bind(_ bytes: [UInt8], at index: Int32) -> Int32 {
        if bytes.isEmpty { return unsafe sqlite3_bind_zeroblob(pointer, index, 0) }
        return unsafe bytes.withUnsafeBytes { buffer in
            let count = Int32(buffer.count)
            return unsafe sqlite3_bind_blob(pointer, index, buffer.baseAddress, count, copied)
        }
    }

    /// Goes on to the next row; false after the last.
    func step() throws(SQLiteError) -> Bool {
        let code = unsafe sqlite3_step(pointer)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw unsafe failure(on: sqlite3_db_handle(pointer), code, text)
    }

    /// Makes the statement ready to run again; what failed was reported by `step`.
    func reset() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
    }

    var columnCount: Int { unsafe Int(sqlite3_column_count(pointer)) }

    func value(at column: Int) -> StoredValue {
        let index = Int32(column)
        switch unsafe sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(pointer, index))
        case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(pointer, index))
        case SQLITE_TEXT: return .text(String(decoding: bytes(at: index), as: UTF8.self))
        case SQLITE_BLOB: return .blob(bytes(at: index))
        default: return .null
        }
    }

    private func bytes(at index: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(pointer, index) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(pointer, index))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code != SQLITE_OK else { return }
        throw unsafe failure(on: sqlite3_db_handle(pointer), code, text)
    }
}

/// SQLITE_TRANSIENT: the library makes its own copy of what is bound.
private var copied: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

@unsafe func failure(
    on database: OpaquePointer?,
    _ code: Int32,
    _ statement: String
) -> SQLiteError {
    let reason = unsafe String(cString: sqlite3_errmsg(database))
    return SQLiteError(code: code, reason: reason, statement: statement)
}
