/// Decodes a chunked body (RFC 9112 §7.1) as its bytes arrive.
struct ChunkedBody {
    private enum Expecting {
        case size
        case data(bytesLeft: Int)
        case dataEnd
        case trailer
    }

    private var expecting = Expecting.size
    private var extensionBytes = 0
    private var trailerBytes = 0
    var body: [UInt8] = []

    /// Chunk sizes have at most this many digits, so that no size overflows.
    private static let sizeDigitsMax = 8

    init() {}

    /// Takes what it can from `bytes` at `position`, and answers whether the body is whole.
    mutating func read(
        _ bytes: [UInt8],
        _ position: inout Int,
        _ limits: RequestLimits
    ) throws(RequestError) -> Bool {
        while true {
            switch expecting {
            case .size:
                guard try readSize(bytes.span, &position, limits) else { return false }
            case .data(let bytesLeft):
                let count = min(bytesLeft, bytes.count - position)
                if count == 0 { return false }
                body.append(contentsOf: bytes[position..<(position + count)])
                position += count
                expecting = count == bytesLeft ? .dataEnd : .data(bytesLeft: bytesLeft - count)
            case .dataEnd:
                guard try readDataEnd(bytes.span, &position) else { return false }
            case .trailer:
                guard let isLast = try readTrailer(bytes.span, &position, limits) else {
                    return false
                }
                if isLast { return true }
            }
        }
    }

    /// Both bytes are looked at as soon as they come, so that a wrong one is never waited past.
    private mutating func readDataEnd(
        _ bytes: Span<UInt8>,
        _ position: inout Int
    ) throws(RequestError) -> Bool {
        let end = min(bytes.count, position + 2)
        for (index, wanted) in zip(position..<end, [0x0D, 0x0A] as [UInt8])
        where bytes[index] != wanted {
            throw .malformed("a chunk does not end where its size says")
        }
        guard end == position + 2 else { return false }
        position = end
        expecting = .size
        return true
    }

    private mutating func readSize(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ limits: RequestLimits
    ) throws(RequestError) -> Bool {
        let tooLong = RequestError.malformed("the line of a chunk's size is too long")
        guard let line = try line(bytes, &position, limits.chunkLineBytes, tooLong) else {
            return false
        }
        let digitsEnd = bytes.end(of: ByteClass.hexDigit, in: line)
        let digits = line.lowerBound..<digitsEnd
        guard !digits.isEmpty, digits.count <= Self.sizeDigitsMax else {
            throw .malformed("a chunk size is not one to eight hexadecimal digits")
        }
        try readExtension(bytes, digitsEnd..<line.upperBound, limits)
        let size = digits.reduce(0) { $0 << 4 | bytes[$1].hexValue }
        guard body.count + size <= limits.bodyBytes else {
            throw .bodyTooLarge(limitBytes: limits.bodyBytes)
        }
        expecting = size == 0 ? .trailer : .data(bytesLeft: size)
        return true
    }

    /// Extensions mean nothing here and are read past (RFC 9112 §7.1.1).
    private mutating func readExtension(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ limits: RequestLimits
    ) throws(RequestError) {
        if range.isEmpty { return }
        let text = bytes.trimmed(range)
        guard !text.isEmpty, bytes[text.lowerBound] == UInt8(ascii: ";"),
            bytes.isFieldValue(in: range)
        else { throw .malformed("a chunk size is followed by something else") }
        extensionBytes += range.count
        guard extensionBytes <= limits.chunkExtensionsBytes else {
            throw .malformed("more than \(limits.chunkExtensionsBytes) bytes of chunk extensions")
        }
    }

    /// The next line without its end; nil while it is incomplete.
    private func line(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ limit: Int,
        _ tooLong: RequestError
    ) throws(RequestError) -> Range<Int>? {
        let stop = min(bytes.count, position + limit + 2)
        guard let end = bytes.firstIndex(of: 0x0A, in: position..<stop) else {
            if stop < position + limit + 2 { return nil }
            throw tooLong
        }
        guard end > position, bytes[end - 1] == 0x0D else {
            throw .malformed("a line of a chunked body ends without CR")
        }
        let range = position..<(end - 1)
        position = end + 1
        return range
    }

    /// Reads a trailer, or the empty line that ends the body, which answers true.
    private mutating func readTrailer(
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ limits: RequestLimits
    ) throws(RequestError) -> Bool? {
        let left = limits.trailerBytes - trailerBytes
        let tooLong = RequestError.fieldsTooLarge(limit: "\(limits.trailerBytes) bytes of trailers")
        guard let line = try line(bytes, &position, left, tooLong) else { return nil }
        trailerBytes += line.count
        if line.isEmpty { return true }
        try check(trailer: line, bytes)
        return false
    }

    /// Trailers are read and thrown away; those that would frame or route are refused.
    private func check(trailer line: Range<Int>, _ bytes: Span<UInt8>) throws(RequestError) {
        let nameEnd = bytes.end(of: ByteClass.token, in: line)
        let name = line.lowerBound..<nameEnd
        guard !name.isEmpty, nameEnd < line.upperBound, bytes[nameEnd] == UInt8(ascii: ":"),
            bytes.isFieldValue(in: (nameEnd + 1)..<line.upperBound)
        else { throw .malformed("a trailer is no field") }
        for forbidden in Self.forbiddenTrailers where bytes.isName(forbidden, in: name) {
            throw .malformed("a trailer that belongs into the head: \(forbidden)")
        }
    }

    /// Fields that frame, route or authorise a message (RFC 9110 §6.5.1).
    private static let forbiddenTrailers = [
        "content-length", "transfer-encoding", "host", "connection", "authorization", "cookie",
        "content-type", "content-encoding", "content-range", "trailer", "expect", "te",
        "cache-control", "range", "set-cookie",
    ]
}
