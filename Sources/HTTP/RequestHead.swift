/// A request head while its lines arrive: the request line, the fields, and how the body is framed.
struct RequestHead {
    /// How long the body is (RFC 9112 §6.3).
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    let limits: RequestLimits
    private(set) var method = Method.other
    private(set) var path = 0..<0
    private(set) var query: Range<Int>?
    private(set) var minorVersion: UInt8 = 1
    private(set) var places: [RequestFields.Place] = []
    private(set) var expectsContinue = false
    /// The target names a host itself, which then stands instead of the Host field.
    private var hasAuthority = false
    private var fieldsBytes = 0
    private var hostCount = 0
    private var contentTypeCount = 0
    private var contentLength: Int?
    private var isChunked = false
    private var hasTransferEncoding = false
    private var saysClose = false
    private var saysKeepAlive = false

    init(limits: RequestLimits) { self.limits = limits }

    /// Takes the request line in `range` of the bytes, without its line end.
    mutating func readRequestLine(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestError) {
        let classes = ByteClass.table
        var index = range.lowerBound
        while index < range.upperBound, classes[Int(bytes[index])].contains(.token) { index += 1 }
        let methodRange = range.lowerBound..<index
        guard !methodRange.isEmpty, methodRange.count <= 32, index < range.upperBound,
            bytes[index] == 0x20
        else { throw .malformed("the request line has no method") }
        let targetStart = index + 1
        index = targetStart
        while index < range.upperBound, classes[Int(bytes[index])].contains(.target) { index += 1 }
        guard index > targetStart, index < range.upperBound, bytes[index] == 0x20 else {
            throw .malformed("the request target is empty or has a forbidden character")
        }
        try readVersion(bytes[(index + 1)..<range.upperBound])
        method = Method(token: bytes[methodRange])
        try readTarget(
            bytes,
            targetStart..<index,
            isConnect: bytes[methodRange].elementsEqual("CONNECT".utf8)
        )
    }

    private mutating func readVersion(_ version: ArraySlice<UInt8>) throws(RequestError) {
        if version.elementsEqual("HTTP/1.1".utf8) {
            minorVersion = 1
        } else if version.elementsEqual("HTTP/1.0".utf8) {
            minorVersion = 0
        } else if version.count == 8, version.starts(with: "HTTP/".utf8),
            ByteClass.table[Int(version[version.startIndex + 5])].contains(.digit),
            version[version.startIndex + 6] == UInt8(ascii: "."),
            ByteClass.table[Int(version[version.startIndex + 7])].contains(.digit)
        {
            throw .versionNotSupported
        } else {
            throw .malformed("the request line has no HTTP version")
        }
    }

    /// The four forms of RFC 9112 §3.2.
    private mutating func readTarget(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        isConnect: Bool
    ) throws(RequestError) {
        if isConnect { throw .notImplemented("CONNECT") }
        var start = range.lowerBound
        if bytes[start] == UInt8(ascii: "*") {
            guard range.count == 1, method == .options else {
                throw .malformed("only OPTIONS may ask for *")
            }
        } else if bytes[start] != UInt8(ascii: "/") {
            start = try skipAuthority(bytes, range)
        }
        let mark = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "?"))
        path = start..<(mark ?? range.upperBound)
        query = mark.map { ($0 + 1)..<range.upperBound }
    }

    private mutating func skipAuthority(
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) throws(RequestError) -> Int {
        let scheme = bytes[range].prefix { $0 != UInt8(ascii: ":") }
        let name = scheme.map(\.lowercasedASCII)
        let after = scheme.endIndex
        guard name.elementsEqual("http".utf8) || name.elementsEqual("https".utf8),
            bytes[after..<range.upperBound].starts(with: "://".utf8)
        else { throw .malformed("the request target is not a path") }
        let authority = after + 3
        let end = bytes[authority..<range.upperBound].firstIndex { $0 == UInt8(ascii: "/") }
        guard let end, end > authority else {
            throw .malformed("the request target names no host or no path")
        }
        hasAuthority = true
        return end
    }

    /// Takes a field line in `range` of the bytes, without its line end.
    mutating func readField(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestError) {
        fieldsBytes += range.count + 2
        guard fieldsBytes <= limits.fieldsBytes else {
            throw .fieldsTooLarge(limit: "\(limits.fieldsBytes) bytes")
        }
        let classes = ByteClass.table
        var index = range.lowerBound
        while index < range.upperBound, classes[Int(bytes[index])].contains(.token) { index += 1 }
        let nameEnd = index
        guard nameEnd > range.lowerBound, index < range.upperBound,
            bytes[index] == UInt8(ascii: ":")
        else { throw .malformed("a field line has no name, or a blank before the colon") }
        var start = index + 1
        var end = range.upperBound
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        index = start
        while index < end, classes[Int(bytes[index])].contains(.value) { index += 1 }
        guard index == end else { throw .malformed("a field value has a control character") }
        guard places.count < limits.fieldCount else {
            throw .fieldsTooLarge(limit: "\(limits.fieldCount) fields")
        }
        let name = range.lowerBound..<nameEnd
        // Front servers map such names to the same variable as the one with a dash.
        if bytes[name].contains(UInt8(ascii: "_")) { return }
        places.append(
            RequestFields.Place(
                nameStart: UInt32(name.lowerBound),
                nameEnd: UInt32(nameEnd),
                valueStart: UInt32(start),
                valueEnd: UInt32(end)
            )
        )
        try note(bytes[name], bytes[start..<end])
    }

    /// Remembers the fields that frame the message.
    private mutating func note(
        _ name: ArraySlice<UInt8>,
        _ value: ArraySlice<UInt8>
    ) throws(RequestError) {
        switch name.count {
        case 4 where name.isName("host"): try noteHost(value)
        case 6 where name.isName("expect"):
            guard value.isName("100-continue") else { throw .expectationUnknown }
            expectsContinue = true
        case 10 where name.isName("connection"): noteConnection(value)
        case 12 where name.isName("content-type"):
            contentTypeCount += 1
            if contentTypeCount > 1 { throw .malformed("two Content-Type fields") }
        case 14 where name.isName("content-length"): try noteLength(value)
        case 17 where name.isName("transfer-encoding"):
            if hasTransferEncoding { throw .malformed("two Transfer-Encoding fields") }
            hasTransferEncoding = true
            guard value.isName("chunked") else {
                throw .notImplemented("a transfer coding other than chunked")
            }
            isChunked = true
        default: break
        }
    }

    private mutating func noteHost(_ value: ArraySlice<UInt8>) throws(RequestError) {
        hostCount += 1
        if hostCount > 1 { throw .malformed("two Host fields") }
        let isPlain = value.allSatisfy { byte in
            ByteClass.table[Int(byte)].contains(.target)
                && !"/\\@?<>\"{}|^`,".utf8.contains(byte)
        }
        guard isPlain else { throw .malformed("the Host field is no host") }
    }

    private mutating func noteConnection(_ value: ArraySlice<UInt8>) {
        for option in value.split(separator: UInt8(ascii: ",")) {
            let word = option.drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x20 && $0 != 0x09 }
            if word.isName("close") { saysClose = true }
            if word.isName("keep-alive") { saysKeepAlive = true }
        }
    }

    private mutating func noteLength(_ value: ArraySlice<UInt8>) throws(RequestError) {
        guard contentLength == nil else { throw .malformed("two Content-Length fields") }
        guard !value.isEmpty, value.allSatisfy({ ByteClass.table[Int($0)].contains(.digit) })
        else { throw .malformed("Content-Length is no number") }
        let digits = value.drop { $0 == UInt8(ascii: "0") }
        guard digits.count <= 18 else { throw .bodyTooLarge(limitBytes: limits.bodyBytes) }
        contentLength = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Checks what only the whole head can tell, and answers how the body is framed.
    func framing() throws(RequestError) -> Framing {
        if minorVersion == 1 && hostCount == 0 && !hasAuthority {
            throw .malformed("no Host field")
        }
        if hasTransferEncoding {
            if minorVersion == 0 { throw .malformed("Transfer-Encoding in HTTP/1.0") }
            if contentLength != nil {
                throw .malformed("both Content-Length and Transfer-Encoding")
            }
            return .chunked
        }
        guard let contentLength, contentLength > 0 else { return .none }
        guard contentLength <= limits.bodyBytes else {
            throw .bodyTooLarge(limitBytes: limits.bodyBytes)
        }
        return .length(contentLength)
    }

    var keepsConnection: Bool {
        minorVersion == 1 ? !saysClose : saysKeepAlive && !saysClose
    }
}

extension Method {
    fileprivate init(token: ArraySlice<UInt8>) {
        switch token.count {
        case 3 where token.elementsEqual("GET".utf8): self = .get
        case 3 where token.elementsEqual("PUT".utf8): self = .put
        case 4 where token.elementsEqual("HEAD".utf8): self = .head
        case 4 where token.elementsEqual("POST".utf8): self = .post
        case 5 where token.elementsEqual("PATCH".utf8): self = .patch
        case 6 where token.elementsEqual("DELETE".utf8): self = .delete
        case 7 where token.elementsEqual("OPTIONS".utf8): self = .options
        default: self = .other
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes are that word, in any case; the word is given in small letters.
    func isName(_ word: String) -> Bool {
        guard count == word.utf8.count else { return false }
        var index = startIndex
        for byte in word.utf8 {
            if self[index].lowercasedASCII != byte { return false }
            index += 1
        }
        return true
    }
}
