import HTTP

/// Some bytes of a body as they go over the wire, and how many of those are the body's.
struct MeteredPiece {
    let bytes: [UInt8]
    /// Where in `bytes` the body's bytes lie.
    private let body: Range<Int>

    init(_ source: [UInt8], from start: Int, count: Int, isChunked: Bool) {
        let part =
            start == 0 && count == source.count ? source : Array(source[start..<start + count])
        bytes = isChunked ? ResponseEncoder.chunk(part) : part
        // A frame is the size, the bytes and an empty line of two.
        let end = isChunked ? bytes.count - 2 : bytes.count
        body = (end - count)..<end
    }

    /// How many of the bytes in a part of the wire's are the body's.
    func bodyBytes(_ range: Range<Int>) -> Int { range.clamped(to: body).count }
}
