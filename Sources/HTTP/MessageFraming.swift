/// What the fields of a head say about the message as a whole: how long its body is, whom it is for,
/// and whether the connection lives on.
struct MessageFraming {
    /// How long the body is (RFC 9112 §6.3).
    enum BodyLength: Equatable {
        case none
        case known(bytes: Int)
        case chunked
    }

    private(set) var expectsContinue = false
    private var hasHost = false
    private var hasContentType = false
    private var contentLength: Int?
    private var isChunked = false
    private var saysClose = false
    private var saysKeepAlive = false

    /// Remembers a field if it is one of those that matter here.
    mutating func note(
        _ bytes: Span<UInt8>,
        name: Range<Int>,
        value: Range<Int>,
        line: RequestLine
    ) throws(RequestError) {
        switch (name.count, bytes[name.lowerBound].lowercasedASCII) {
        case (4, UInt8(ascii: "h")) where bytes.isName("host", in: name):
            try noteHost(bytes, value, authority: line.authority)
        case (6, UInt8(ascii: "e")) where bytes.isName("expect", in: name):
            guard bytes.isName("100-continue", in: value) else { throw .expectationUnknown }
            expectsContinue = true
        case (10, UInt8(ascii: "c")) where bytes.isName("connection", in: name):
            noteConnection(bytes, value)
        case (12, UInt8(ascii: "c")) where bytes.isName("content-type", in: name):
            if hasContentType { throw .malformed("two Content-Type fields") }
            hasContentType = true
        case (14, UInt8(ascii: "c")) where bytes.isName("content-length", in: name):
            try noteLength(bytes, value)
        case (17, UInt8(ascii: "t")) where bytes.isName("transfer-encoding", in: name):
            try noteCoding(bytes, value)
        default: break
        }
    }

    /// Two names for one host would let caches and access rules be told different ones, so a target
    /// that names a host has to name that of the field (RFC 9112 §3.2 obliges clients to it).
    private mutating func noteHost(
        _ bytes: Span<UInt8>,
        _ value: Range<Int>,
        authority: Range<Int>?
    ) throws(RequestError) {
        if hasHost { throw .malformed("two Host fields") }
        hasHost = true
        guard bytes.isHost(in: value) else { throw .malformed("the Host field is no host") }
        guard let authority else { return }
        let isSame =
            authority.count == value.count
            && zip(authority, value).allSatisfy { own, other in
                bytes[own].lowercasedASCII == bytes[other].lowercasedASCII
            }
        if !isSame { throw .malformed("the Host field differs from the host of the target") }
    }

    private mutating func noteConnection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        bytes.forEachElement(in: value) { option in
            if bytes.isName("close", in: option) { saysClose = true }
            if bytes.isName("keep-alive", in: option) { saysKeepAlive = true }
        }
    }

    /// Digits alone: no sign, no list.
    private mutating func noteLength(
        _ bytes: Span<UInt8>,
        _ value: Range<Int>
    ) throws(RequestError) {
        if contentLength != nil { throw .malformed("two Content-Length fields") }
        guard !value.isEmpty, bytes.consists(of: ByteClass.digit, in: value) else {
            throw .malformed("Content-Length is no number")
        }
        // What overflows is beyond any limit there is.
        contentLength = bytes.integer(in: value) ?? .max
    }

    /// `chunked` alone is spoken; it has to be the last coding, and once (RFC 9112 §6.1).
    private mutating func noteCoding(
        _ bytes: Span<UInt8>,
        _ value: Range<Int>
    ) throws(RequestError) {
        if isChunked { throw .malformed("two Transfer-Encoding fields") }
        var codings = 0
        var chunkedCodings = 0
        var endsChunked = false
        bytes.forEachElement(in: value) { coding in
            endsChunked = bytes.isName("chunked", in: coding)
            codings += 1
            if endsChunked { chunkedCodings += 1 }
        }
        guard endsChunked, chunkedCodings == 1 else {
            throw .malformed("chunked is not the last transfer coding, or not the only of its name")
        }
        guard codings == 1 else { throw .notImplemented("a transfer coding other than chunked") }
        isChunked = true
    }

    /// Checks what only the whole head can tell.
    func bodyLength(
        minorVersion: UInt8,
        limits: RequestLimits,
        path: String = ""
    ) throws(RequestError) -> BodyLength {
        if minorVersion == 1 && !hasHost { throw .malformed("no Host field") }
        if isChunked {
            if minorVersion == 0 { throw .malformed("Transfer-Encoding in HTTP/1.0") }
            if contentLength != nil {
                throw .malformed("both Content-Length and Transfer-Encoding")
            }
            return .chunked
        }
        guard let contentLength, contentLength > 0 else { return .none }
        let limit = max(limits.bodyBytes, limits.uploads[path] ?? 0)
        guard contentLength <= limit else { throw .bodyTooLarge(limitBytes: limit) }
        return .known(bytes: contentLength)
    }

    func keepsConnection(minorVersion: UInt8) -> Bool {
        minorVersion == 1 ? !saysClose : saysKeepAlive && !saysClose
    }
}

extension Span<UInt8> {
    /// Visits the elements of a comma-separated list, empty ones too, without blanks around them.
    fileprivate func forEachElement(in range: Range<Int>, _ visit: (Range<Int>) -> Void) {
        var start = range.lowerBound
        while true {
            let end = firstIndex(of: UInt8(ascii: ","), in: start..<range.upperBound)
            visit(trimmed(start..<(end ?? range.upperBound)))
            guard let end else { return }
            start = end + 1
        }
    }
}
