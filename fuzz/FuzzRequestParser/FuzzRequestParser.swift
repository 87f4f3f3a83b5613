import HTTP

/// Reads the bytes as a connection's requests, whole and in pieces: both must say the same.
///
/// The first byte chooses where the bytes are cut. `fuzz/run` builds and runs this.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    let wire = Array(input.dropFirst())
    let step = max(1, Int(input[0]))
    let whole = outcomes(of: [wire])
    let pieces = stride(from: 0, to: wire.count, by: step).map {
        Array(wire[$0..<min($0 + step, wire.count)])
    }
    precondition(outcomes(of: pieces) == whole, "pieces of \(step) bytes make a difference")
    return 0
}

/// What came of the bytes: each request, and what ended the reading.
private func outcomes(of pieces: [[UInt8]]) -> [String] {
    var limits = RequestLimits()
    limits.bodyBytes = 4096
    var reader = RequestReader(limits: limits, peer: .local)
    var outcomes: [String] = []
    for piece in pieces {
        reader.append(piece)
        do throws(RequestError) {
            while let outcome = try next(&reader) {
                if !outcome.isEmpty { outcomes.append(outcome) }
            }
        } catch {
            return outcomes + ["refused \(error.status.rawValue)"]
        }
    }
    return outcomes
}

/// The next request as text; empty for a wait for the body, which depends on the pieces.
private func next(_ reader: inout RequestReader) throws(RequestError) -> String? {
    switch try reader.next() {
    case .incomplete: nil
    case .expectsContinue, .upload, .part: ""
    case .request(let request):
        "\(request.method) \(request.target.path) \(request.target.query ?? "-")"
            + " \(request.fields.count) \(request.body.count) \(request.keepsConnection)"
    }
}
