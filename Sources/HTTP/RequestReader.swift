/// Turns the bytes of one connection into requests (RFC 9112), strictly and without I/O.
///
/// Bytes are appended as they arrive, in pieces of any size; the pieces make no difference. After
/// an error the connection's bytes mean nothing any more.
package struct RequestReader: Sendable {
    package enum Event: Sendable {
        /// More bytes are needed.
        case incomplete
        /// The client waits for `100 Continue` before it sends the body; reported once.
        case expectsContinue
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
        case requestLine
        case fields
        case body(Request, remaining: Int)
        case chunks(Request, ChunkedBody)
    }

    private let limits: RequestLimits
    private let peer: PeerAddress
    private var buffer: [UInt8] = []
    private var progress = Progress.requestLine
    private var head: RequestHead
    /// Start of the line being read.
    private var lineStart = 0
    /// Bytes before this index hold no end of the line being read.
    private var scanned = 0
    private var emptyLines = 0
    private var continueIsOwed = false

    package init(limits: RequestLimits, peer: PeerAddress) {
        self.limits = limits
        self.peer = peer
        head = RequestHead(limits: limits)
    }

    package mutating func append(_ bytes: [UInt8]) {
        if buffer.isEmpty { buffer = bytes } else { buffer.append(contentsOf: bytes) }
    }

    package var phase: Phase {
        switch progress {
        case .requestLine: buffer.count == lineStart ? .idle : .head
        case .fields: .head
        case .body, .chunks: .body
        }
    }

    /// What came of the next request so far, for another process to go on with.
    package var unread: [UInt8] { phase == .body ? [] : buffer }

    /// The next event; call again after appending when it is `incomplete`.
    package mutating func next() throws(RequestError) -> Event {
        while true {
            switch progress {
            case .requestLine, .fields:
                guard try readHeadLine() else { return .incomplete }
                if let event = takeFinished() { return event }
            case .body(let request, let remaining):
                return readBody(request, remaining)
            case .chunks(let request, let chunks):
                return try readChunks(request, chunks)
            }
        }
    }

    private var finished: Event?

    private mutating func takeFinished() -> Event? {
        defer { finished = nil }
        return finished
    }

    /// Reads one line of the head; false when it is not there yet.
    private mutating func readHeadLine() throws(RequestError) -> Bool {
        guard let range = try nextLine() else { return false }
        if case .requestLine = progress {
            if range.isEmpty {
                emptyLines += 1
                guard emptyLines <= limits.leadingEmptyLines else {
                    throw .malformed("empty lines instead of a request")
                }
                return true
            }
            try head.readRequestLine(buffer, range)
            progress = .fields
        } else if range.isEmpty {
            try finishHead()
        } else {
            try head.readField(buffer, range)
        }
        return true
    }

    /// The next whole line, without its end.
    private mutating func nextLine() throws(RequestError) -> Range<Int>? {
        let end = buffer.count
        let limit = lineLimit
        var index = scanned
        let stop = min(end, lineStart + limit + 2)
        while index < stop, buffer[index] != 0x0A { index += 1 }
        scanned = index
        if index == stop {
            if stop < end || index - lineStart >= limit + 2 { throw lineTooLong }
            return nil
        }
        guard index > lineStart, buffer[index - 1] == 0x0D else {
            throw .malformed("a line ends without CR")
        }
        let range = lineStart..<(index - 1)
        lineStart = index + 1
        scanned = lineStart
        return range
    }

    private var lineLimit: Int {
        if case .requestLine = progress { limits.requestLineBytes } else { limits.fieldLineBytes }
    }

    private var lineTooLong: RequestError {
        if case .requestLine = progress {
            return .requestLineTooLong(limitBytes: limits.requestLineBytes)
        }
        return .fieldsTooLarge(limit: "\(limits.fieldLineBytes) bytes a field")
    }

    private mutating func finishHead() throws(RequestError) {
        let framing = try head.framing()
        let request = takeRequest()
        switch framing {
        case .none:
            finished = .request(request)
        case .length(let length):
            progress = .body(request, remaining: length)
            continueIsOwed = head.expectsContinue
        case .chunked:
            progress = .chunks(request, ChunkedBody(limits: limits))
            continueIsOwed = head.expectsContinue
        }
        head = RequestHead(limits: limits)
        if case .none = framing { progress = .requestLine }
    }

    /// Makes the request of the head that just ended and drops its bytes from the buffer.
    private mutating func takeRequest() -> Request {
        let end = lineStart
        var fields = RequestFields()
        fields.places = head.places
        let target = RequestTarget(
            path: String(decoding: buffer[head.path], as: UTF8.self),
            query: head.query.map { String(decoding: buffer[$0], as: UTF8.self) }
        )
        if buffer.count == end {
            fields.bytes = buffer
            buffer = []
        } else {
            fields.bytes = Array(buffer[..<end])
            buffer.removeFirst(end)
        }
        lineStart = 0
        scanned = 0
        emptyLines = 0
        return Request(
            method: head.method,
            target: target,
            minorVersion: head.minorVersion,
            fields: fields,
            peer: peer,
            keepsConnection: head.keepsConnection
        )
    }

    private mutating func readBody(_ request: Request, _ length: Int) -> Event {
        guard buffer.count >= length else { return awaitBody() }
        var request = request
        request.body = Array(buffer[..<length])
        buffer.removeFirst(length)
        return finishBody(request)
    }

    private mutating func readChunks(
        _ request: Request,
        _ chunks: ChunkedBody
    ) throws(RequestError) -> Event {
        var chunks = chunks
        progress = .requestLine
        var position = 0
        let isWhole = try chunks.read(buffer, &position)
        buffer.removeFirst(position)
        guard isWhole else {
            progress = .chunks(request, chunks)
            return awaitBody()
        }
        var request = request
        request.body = chunks.body
        return finishBody(request)
    }

    private mutating func awaitBody() -> Event {
        guard continueIsOwed, buffer.isEmpty else { return .incomplete }
        continueIsOwed = false
        return .expectsContinue
    }

    private mutating func finishBody(_ request: Request) -> Event {
        progress = .requestLine
        continueIsOwed = false
        return .request(request)
    }
}

extension Request {
    /// The head as it was received.
    package var headBytes: [UInt8] { fields.bytes }
}
