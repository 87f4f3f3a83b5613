/// The parts of a request line (RFC 9112 §3), as ranges into the head.
struct RequestLine {
    private(set) var method = Method.other
    /// Empty when the target names a host and nothing more.
    private(set) var path = 0..<0
    private(set) var query: Range<Int>?
    /// The host that the target names itself, as proxies are asked.
    private(set) var authority: Range<Int>?
    private(set) var minorVersion: UInt8 = 1

    /// The longest method that is read; registered ones have at most 17 bytes.
    private static let methodBytesMax = 32

    init() {}

    /// Reads the line in `range` of the bytes, which has lost its line end.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(RequestError) {
        let methodEnd = bytes.end(of: ByteClass.token, in: range)
        let methodRange = range.lowerBound..<methodEnd
        guard !methodRange.isEmpty, methodRange.count <= Self.methodBytesMax,
            methodEnd < range.upperBound, bytes[methodEnd] == 0x20
        else { throw .malformed("the request line has no method") }
        let start = methodEnd + 1
        let end = bytes.end(of: ByteClass.target, in: start..<range.upperBound)
        guard end > start, end < range.upperBound, bytes[end] == 0x20 else {
            throw .malformed("the request target is empty or has a forbidden character")
        }
        try readVersion(bytes, (end + 1)..<range.upperBound)
        method = Method(bytes, methodRange)
        if bytes.isText("CONNECT", in: methodRange) { throw .notImplemented("CONNECT") }
        try readTarget(bytes, start..<end)
    }

    private mutating func readVersion(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(RequestError) {
        let start = range.lowerBound
        guard range.count == 8, bytes.isText("HTTP/", in: start..<(start + 5)),
            bytes[start + 6] == UInt8(ascii: "."),
            bytes.consists(of: ByteClass.digit, in: (start + 5)..<(start + 6)),
            bytes.consists(of: ByteClass.digit, in: (start + 7)..<(start + 8))
        else { throw .malformed("the request line has no HTTP version") }
        minorVersion = bytes[start + 7] - UInt8(ascii: "0")
        guard bytes[start + 5] == UInt8(ascii: "1"), minorVersion <= 1 else {
            throw .versionNotSupported
        }
    }

    /// The forms of RFC 9112 §3.2 but that of CONNECT.
    private mutating func readTarget(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(RequestError) {
        var start = range.lowerBound
        if bytes[start] == UInt8(ascii: "*") {
            guard range.count == 1, method == .options else {
                throw .malformed("only OPTIONS may ask for *")
            }
        } else if bytes[start] != UInt8(ascii: "/") {
            start = try skipAuthority(bytes, range)
        }
        let mark = bytes.firstIndex(of: UInt8(ascii: "?"), in: start..<range.upperBound)
        path = start..<(mark ?? range.upperBound)
        query = mark.map { ($0 + 1)..<range.upperBound }
    }

    /// Where the path starts in a target such as `http://host/path`.
    private mutating func skipAuthority(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(RequestError) -> Int {
        var start = range.lowerBound
        for scheme in ["http://", "https://"] where range.count >= scheme.utf8.count {
            let end = range.lowerBound + scheme.utf8.count
            if bytes.isName(scheme, in: range.lowerBound..<end) { start = end }
        }
        guard start > range.lowerBound else {
            throw .malformed("the request target is not a path")
        }
        var end = start
        while end < range.upperBound, bytes[end] != UInt8(ascii: "/"),
            bytes[end] != UInt8(ascii: "?")
        {
            end += 1
        }
        guard end > start, bytes.isHost(in: start..<end) else {
            throw .malformed("the request target names no host")
        }
        authority = start..<end
        return end
    }
}

extension Method {
    fileprivate init(_ bytes: Span<UInt8>, _ token: Range<Int>) {
        self = .other
        for method in [Method.get, .head, .post, .options, .put, .delete, .patch]
        where bytes.isText(method.rawValue, in: token) {
            self = method
            return
        }
    }
}

extension Span<UInt8> {
    /// Whether the range is a host, with or without a port (RFC 9110 §4.2.2); empty is one.
    func isHost(in range: Range<Int>) -> Bool {
        var end = range.lowerBound
        if end < range.upperBound, self[end] == UInt8(ascii: "[") {
            end += 1
            let start = end
            while end < range.upperBound, isAddressByte(self[end]) { end += 1 }
            guard end > start, end < range.upperBound, self[end] == UInt8(ascii: "]") else {
                return false
            }
            end += 1
        } else {
            end = self.end(of: ByteClass.host, in: range)
        }
        if end == range.upperBound { return true }
        let isPort = self[end] == UInt8(ascii: ":") && range.upperBound - end <= 6
        return isPort && consists(of: ByteClass.digit, in: (end + 1)..<range.upperBound)
    }

    /// Part of an IPv6 address in its brackets.
    private func isAddressByte(_ byte: UInt8) -> Bool {
        ByteClass.table[Int(byte)] & ByteClass.hexDigit != 0
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }
}
