/// Why bytes are not a request this server takes; the connection is closed after the answer.
package enum RequestError: Error, Equatable, CustomStringConvertible {
    case malformed(String)
    case requestLineTooLong(limitBytes: Int)
    case fieldsTooLarge(limit: String)
    case bodyTooLarge(limitBytes: Int)
    case expectationUnknown
    case notImplemented(String)
    case versionNotSupported

    package var status: Status {
        switch self {
        case .malformed: .badRequest
        case .requestLineTooLong: .uriTooLong
        case .fieldsTooLarge: .requestHeaderFieldsTooLarge
        case .bodyTooLarge: .contentTooLarge
        case .expectationUnknown: .expectationFailed
        case .notImplemented: .notImplemented
        case .versionNotSupported: .httpVersionNotSupported
        }
    }

    package var description: String {
        switch self {
        case .malformed(let what): "malformed request: \(what)"
        case .requestLineTooLong(let limit): "the request line is longer than \(limit) bytes"
        case .fieldsTooLarge(let limit): "the header fields exceed the limit of \(limit)"
        case .bodyTooLarge(let limit): "the body is longer than \(limit) bytes"
        case .expectationUnknown: "the expectation is not 100-continue"
        case .notImplemented(let what): "not implemented: \(what)"
        case .versionNotSupported: "only HTTP/1.0 and HTTP/1.1 are spoken here"
        }
    }
}
