import HTTP

/// Reads the bytes as the body of a form; the first says of which kind.
///
/// `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    let type =
        input.first == UInt8(ascii: "m")
        ? "multipart/form-data; boundary=abc" : "application/x-www-form-urlencoded"
    let request = Request(
        method: .post,
        target: RequestTarget(path: "/", query: nil),
        fields: RequestFields([(name: "Content-Type", value: type)]),
        body: Array(input.dropFirst())
    )
    do throws(FormError) {
        let fields = try request.formFields()
        precondition(fields.pairs.count <= 1000)
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}
