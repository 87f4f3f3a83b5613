import HTTP

/// Reads the bytes as the fields that make a request for a part, one a line: a range, and conditions.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    let names = [
        "Range", "If-Range", "If-None-Match", "If-Match", "If-Modified-Since",
        "If-Unmodified-Since",
    ]
    let fields = zip(names, lines).filter { !$1.isEmpty }.map { (name: $0, value: $1) }
    let request = Request(
        method: .get,
        target: RequestTarget(path: "/", query: nil),
        fields: RequestFields(fields)
    )
    let validators = Validators(EntityTag("abc"), modifiedSeconds: 784_111_777)
    let verdict = Preconditions.verdict(request, validators)
    precondition(verdict != .notModified || fields.count > 0)
    _ = Preconditions.allowRange(request, validators, nowSeconds: 784_111_778)
    for byteCount in [0, 1, 1000, Int.max] {
        if case .part(let range) = ByteRange(lines.first, of: byteCount) {
            precondition(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= byteCount)
        }
    }
    return 0
}
