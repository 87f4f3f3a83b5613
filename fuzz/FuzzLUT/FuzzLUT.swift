import Rendering

/// Reads the bytes as the file of a look-up table: whatever they are, they are one or are refused.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let file = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    do throws(LookUpTableError) {
        let colors = try LookUpTableFile.colors(of: file)
        for component in [colors.red, colors.green, colors.blue] {
            precondition(component.count == LookUpTable.levelCount)
        }
        let table = LookUpTable(folder: "/", name: "a.lut", colors: colors)
        precondition(LookUpTables(adding: [table])["a.lut"] == table)
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}
