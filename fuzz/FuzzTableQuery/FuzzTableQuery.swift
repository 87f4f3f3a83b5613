import Tables

/// Reads the bytes as a condition on the rows of a table: whatever they are, it is one or is refused
/// with its place.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    let query = String(decoding: input, as: UTF8.self)
    let columns = [
        TableColumn("Well", .well), TableColumn("Area", .double), TableColumn("Name", .string),
        TableColumn("Good", .boolean), TableColumn("Place", .doubleArray, width: 2),
        TableColumn("Count", .long),
    ]
    do throws(ConditionError) {
        _ = try Condition.reading(query, columns)
    } catch {
        precondition(error.position >= 1 && !error.reason.isEmpty)
    }
    return 0
}
