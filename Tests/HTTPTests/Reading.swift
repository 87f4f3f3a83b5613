import HTTP

/// What came of bytes: the requests in them, and why the rest was refused.
struct Reading: Equatable, CustomStringConvertible {
    struct Message: Equatable {
        var method: Method
        var path: String
        var query: String?
        var minorVersion: UInt8
        var keepsConnection: Bool
        var head: [UInt8]
        var fieldCount: Int
        var body: String

        init(_ request: Request) {
            method = request.method
            path = request.target.path
            query = request.target.query
            minorVersion = request.minorVersion
            keepsConnection = request.keepsConnection
            head = request.headBytes
            fieldCount = request.fields.count
            body = String(decoding: request.body, as: UTF8.self)
        }
    }

    var messages: [Message] = []
    var error: RequestError?
    /// What is awaited after the last byte.
    var phase = RequestReader.Phase.idle
    var unread: [UInt8] = []

    var description: String {
        let lines = messages.map { "\($0.method) \($0.path)?\($0.query ?? "") \($0.body)" }
        return "\(lines) \(error.map(String.init(describing:)) ?? "") \(phase)"
    }
}

extension Reading {
    /// Reads the pieces one after the other, as a connection would receive them.
    init(pieces: [[UInt8]], limits: RequestLimits = RequestLimits()) {
        var reader = RequestReader(limits: limits, peer: .local)
        do throws(RequestError) {
            for piece in pieces {
                reader.append(piece)
                try take(from: &reader)
            }
        } catch {
            self.error = error
            return
        }
        phase = reader.phase
        unread = reader.unread
    }

    private mutating func take(from reader: inout RequestReader) throws(RequestError) {
        while true {
            switch try reader.next() {
            case .incomplete: return
            case .expectsContinue, .upload, .part: continue
            case .request(let request): messages.append(Message(request))
            }
        }
    }
}

/// What came of the bytes in one piece, and every other way of cutting them that gave something else.
struct Readings {
    let whole: Reading
    let differing: [String]

    /// Reads whole, cut in two at every place, byte by byte, and twice in a row.
    init(_ bytes: [UInt8], limits: RequestLimits = RequestLimits()) {
        let whole = Reading(pieces: [bytes], limits: limits)
        var differing: [String] = []
        for cut in bytes.indices {
            let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
            let other = Reading(pieces: pieces, limits: limits)
            if other != whole { differing.append("cut at \(cut): \(other)") }
        }
        let single = Reading(pieces: bytes.map { [$0] }, limits: limits)
        if single != whole { differing.append("byte by byte: \(single)") }
        if whole.error == nil && whole.phase == .idle && whole.unread.isEmpty {
            let twice = Reading(pieces: [bytes + bytes], limits: limits)
            let messages = whole.messages + whole.messages
            if twice.messages != messages || twice.error != nil || twice.phase != .idle {
                differing.append("twice in a row: \(twice)")
            }
        }
        self.whole = whole
        self.differing = differing
    }
}
