/// Turns the bytes of one connection into requests (RFC 9112), strictly and without I/O.
///
/// Bytes are appended as they arrive, in pieces of any size; the pieces make no difference. After
/// an error the connection's bytes mean nothing any more, and the error is all there is to get.
package struct RequestReader: Sendable {
    package enum Event: Sendable {
        /// More bytes are needed.
        case incomplete
        /// The client waits for `100 Continue` before it sends the body; reported once.
        case expectsContinue
        /// The head of a request whose body comes in parts, since it is too large for memory.
        case upload(Request, byteCount: Int)
        /// More of that body.
        case part([UInt8])
        case request(Request)
    }

    /// Which part of a request is awaited.
    package enum Phase: Sendable, Equatable {
        /// Not a byte of the next request has come.
        case idle
        case head
        case body
    }

    private enum Progress {
        case head
        case body(Request, bytes: Int)
        case chunks(Request)
        /// A body that is passed on as it comes.
        case upload(Request, bytesLeft: Int)
        case failed(RequestError)
    }

    private let limits: RequestLimits
    private let peer: PeerAddress
    /// What was received from the start of the buffer on; requests before `start` are done with.
    private var buffer: [UInt8] = []
    private var start = 0
    private var progress = Progress.head
    private var head = RequestHead()
    private var chunks = ChunkedBody()
    private var continueIsOwed = false

    package init(limits: RequestLimits, peer: PeerAddress) {
        self.limits = limits
        self.peer = peer
    }

    package mutating func append(_ bytes: [UInt8]) {
        dropRead()
        if buffer.isEmpty { buffer = bytes } else { buffer.append(contentsOf: bytes) }
    }

    package var phase: Phase {
        switch progress {
        case .head, .failed:
            start + head.lineStart == buffer.count && !head.hasBegun ? .idle : .head
        case .body, .chunks, .upload: .body
        }
    }

    /// What came of the next request so far, for another process to go on with.
    package var unread: [UInt8] {
        if phase == .body { return [] }
        return start == 0 ? buffer : Array(buffer[start...])
    }

    /// The next event; call again after appending when it is `incomplete`.
    package mutating func next() throws(RequestError) -> Event {
        do throws(RequestError) {
            switch progress {
            case .head:
                return try readHead() ? finishHead() : .incomplete
            case .body(let request, let length): return readBody(request, length)
            case .chunks(let request): return try readChunks(request)
            case .upload(let request, let bytesLeft): return readUpload(request, bytesLeft)
            case .failed(let error): throw error
            }
        } catch {
            progress = .failed(error)
            throw error
        }
    }

    private mutating func readHead() throws(RequestError) -> Bool {
        let received = buffer
        return try head.read(received.span.extracting(start...), limits)
    }

    private mutating func finishHead() throws(RequestError) -> Event {
        let (framing, minorVersion) = (head.framing, head.line.minorVersion)
        let request = try takeRequest()
        let length = try framing.bodyLength(
            minorVersion: minorVersion,
            limits: limits,
            path: request.target.path
        )
        // An expectation of HTTP/1.0 is none (RFC 9110 §10.1.1).
        continueIsOwed = framing.expectsContinue && minorVersion == 1
        switch length {
        case .none: return .request(request)
        case .known(let bytes) where bytes > limits.bodyBytes:
            progress = .upload(request, bytesLeft: bytes)
            return .upload(request, byteCount: bytes)
        case .known(let bytes):
            progress = .body(request, bytes: bytes)
            return readBody(request, bytes)
        case .chunked:
            chunks = ChunkedBody()
            progress = .chunks(request)
            return try readChunks(request)
        }
    }

    /// Makes the request of the head that just ended; its bytes leave the buffer.
    private mutating func takeRequest() throws(RequestError) -> Request {
        let target = try takeTarget()
        let end = start + head.lineStart
        var fields = RequestFields()
        fields.places = head.places
        let request: Request
        if start == 0 && end == buffer.count {
            swap(&fields.bytes, &buffer)
        } else {
            fields.bytes = Array(buffer[start..<end])
            start = end
        }
        request = Request(
            method: head.line.method,
            target: target,
            minorVersion: head.line.minorVersion,
            fields: fields,
            peer: peer,
            keepsConnection: head.framing.keepsConnection(minorVersion: head.line.minorVersion)
        )
        head = RequestHead()
        return request
    }

    private func takeTarget() throws(RequestError) -> RequestTarget {
        let bytes = buffer.span.extracting(start...)
        // A target may name a host and no path, which stands for the root (RFC 9110 §4.2.3).
        let path = head.line.path.isEmpty ? "/" : bytes.text(in: head.line.path)
        var query: String?
        var isText = path != nil
        if let range = head.line.query {
            query = bytes.text(in: range)
            isText = isText && query != nil
        }
        guard let path, isText else { throw .malformed("the request target is no UTF-8") }
        return RequestTarget(path: path, query: query)
    }

    private mutating func readBody(_ request: Request, _ length: Int) -> Event {
        guard buffer.count - start >= length else {
            return awaitBody(hasBegun: start < buffer.count)
        }
        var request = request
        request.body = Array(buffer[start..<(start + length)])
        start += length
        return finishBody(request)
    }

    private mutating func readUpload(_ request: Request, _ bytesLeft: Int) -> Event {
        guard bytesLeft > 0 else { return finishBody(request) }
        let end = start + min(bytesLeft, buffer.count - start)
        guard end > start else { return awaitBody(hasBegun: false) }
        continueIsOwed = false
        progress = .upload(request, bytesLeft: bytesLeft - (end - start))
        defer { start = end }
        return .part(Array(buffer[start..<end]))
    }

    private mutating func readChunks(_ request: Request) throws(RequestError) -> Event {
        var position = start
        let isWhole = try chunks.read(buffer, &position, limits)
        let hasBegun = position > start || position < buffer.count
        start = position
        guard isWhole else { return awaitBody(hasBegun: hasBegun) }
        var request = request
        swap(&request.body, &chunks.body)
        return finishBody(request)
    }

    /// A client that has begun to send the body does not wait to be told to.
    private mutating func awaitBody(hasBegun: Bool) -> Event {
        if hasBegun { continueIsOwed = false }
        guard continueIsOwed else { return .incomplete }
        continueIsOwed = false
        return .expectsContinue
    }

    private mutating func finishBody(_ request: Request) -> Event {
        progress = .head
        continueIsOwed = false
        return .request(request)
    }

    /// Forgets the bytes of requests that are done.
    private mutating func dropRead() {
        guard start > 0 else { return }
        if start == buffer.count { buffer = [] } else { buffer.removeFirst(start) }
        start = 0
    }
}

extension Request {
    /// The head as it was received.
    package var headBytes: [UInt8] { fields.bytes }

    /// Whether the head alone is the whole request, so that it can be read anew from its bytes.
    package var isHeadOnly: Bool {
        body.isEmpty && storedBody == nil && fields["Transfer-Encoding"] == nil
    }
}
