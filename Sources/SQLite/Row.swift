/// One row of an answer; each call gives its next column.
package struct Row: ~Copyable {
    private let statement: Statement
    private var column = 0

    init(_ statement: Statement) { self.statement = statement }

    /// The value of the next column, in the type the caller expects.
    package mutating func next<Value: Storable>(
        _ type: Value.Type = Value.self
    ) throws(SQLiteError) -> Value {
        precondition(column < statement.columnCount, "no column \(column): \(statement.text)")
        let found = statement.value(at: column)
        guard let value = Value(stored: found) else {
            throw .mismatch(column: column, found: found, statement: statement.text)
        }
        column += 1
        return value
    }
}
