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
    if input.first == UInt8(ascii: "m") {
        let body = Array(input.dropFirst())
        precondition(parts(body, piece: body.count + 1) == parts(body, piece: 3))
    }
    return 0
}

/// What a form in parts holds when it comes in pieces of a size.
private func parts(_ body: [UInt8], piece: Int) -> [String] {
    var reader = MultipartReader(boundary: "abc")
    var rest = body[...]
    var parts: [String] = []
    var content: [UInt8] = []
    while true {
        do throws(FormError) {
            switch try reader.next() {
            case .part(let head): parts.append("\(head)")
            case .content(let bytes): content += bytes
            case .endOfPart: parts.append("\(content)")
            case .end: return parts
            case .incomplete:
                guard !rest.isEmpty else { return parts }
                reader.append(Array(rest.prefix(piece)))
                rest = rest.dropFirst(piece)
            }
        } catch {
            return parts + [error.description]
        }
    }
}
