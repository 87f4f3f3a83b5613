import Codecs
import Tables

/// Reads the bytes as the file of a table, or as an index and a description whose checksum is made
/// right first, since no fuzzer finds it.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    readAll(input)
    if input.count > 2 { readAll(sealed(input)) }
    return 0
}

private func readAll(_ bytes: [UInt8]) {
    do {
        let table = try TableFile(TableBytes(bytes, named: "table"))
        for group in 0..<min(table.groupCount, 4) {
            for column in table.columns.indices.prefix(4) {
                let cells = try table.values(ofColumn: column, group: group)
                let rows = table.rows(ofGroup: group)
                precondition(cells.count == rows.count)
                // The last row alone is read without most of the others.
                let last = try table.cells(ofColumn: column, rows: [rows.upperBound - 1])
                precondition(last.csvText(0) == cells.csvText(rows.count - 1))
            }
        }
    } catch {
        precondition(error is TableError)
    }
}

/// The first two bytes are the numbers of groups and columns, the rest is the index.
private func sealed(_ input: [UInt8]) -> [UInt8] {
    let mark: UInt64 = 0x3145_4C42_4154_4D4F
    let index = Array(input.dropFirst(2))
    let checksum = UInt64(CRC32C.checksum(index, count: index.count))
    let trailer: [UInt64] = [
        8, UInt64(index.count) | checksum << 32, UInt64(input[0]) | UInt64(input[1]) << 32,
        index.count >= 8 ? SampleBytes.numbers(index, as: UInt64.self)[0] : 0, mark,
    ]
    return SampleBytes.bytes([mark]) + index + SampleBytes.bytes(trailer)
}
