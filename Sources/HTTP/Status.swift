/// A status code (RFC 9110 §15).
package struct Status: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let ok = Status(rawValue: 200)
    package static let created = Status(rawValue: 201)
    package static let noContent = Status(rawValue: 204)
    package static let partialContent = Status(rawValue: 206)
    package static let movedPermanently = Status(rawValue: 301)
    package static let found = Status(rawValue: 302)
    package static let notModified = Status(rawValue: 304)
    package static let badRequest = Status(rawValue: 400)
    package static let forbidden = Status(rawValue: 403)
    package static let notFound = Status(rawValue: 404)
    package static let methodNotAllowed = Status(rawValue: 405)
    package static let requestTimeout = Status(rawValue: 408)
    package static let preconditionFailed = Status(rawValue: 412)
    package static let contentTooLarge = Status(rawValue: 413)
    package static let uriTooLong = Status(rawValue: 414)
    package static let rangeNotSatisfiable = Status(rawValue: 416)
    package static let expectationFailed = Status(rawValue: 417)
    package static let tooManyRequests = Status(rawValue: 429)
    package static let requestHeaderFieldsTooLarge = Status(rawValue: 431)
    package static let internalServerError = Status(rawValue: 500)
    package static let notImplemented = Status(rawValue: 501)
    package static let serviceUnavailable = Status(rawValue: 503)
    package static let httpVersionNotSupported = Status(rawValue: 505)

    /// All statuses this server sends, with their reason phrases.
    package static let all: [(status: Status, reason: String)] = [
        (.ok, "OK"), (.created, "Created"), (.noContent, "No Content"),
        (.partialContent, "Partial Content"), (.movedPermanently, "Moved Permanently"),
        (.found, "Found"), (.notModified, "Not Modified"), (.badRequest, "Bad Request"),
        (.forbidden, "Forbidden"), (.notFound, "Not Found"),
        (.methodNotAllowed, "Method Not Allowed"), (.requestTimeout, "Request Timeout"),
        (.preconditionFailed, "Precondition Failed"),
        (.contentTooLarge, "Content Too Large"), (.uriTooLong, "URI Too Long"),
        (.rangeNotSatisfiable, "Range Not Satisfiable"),
        (.expectationFailed, "Expectation Failed"), (.tooManyRequests, "Too Many Requests"),
        (.requestHeaderFieldsTooLarge, "Request Header Fields Too Large"),
        (.internalServerError, "Internal Server Error"), (.notImplemented, "Not Implemented"),
        (.serviceUnavailable, "Service Unavailable"),
        (.httpVersionNotSupported, "HTTP Version Not Supported"),
    ]

    package var reason: String {
        Self.all.first { $0.status == self }?.reason ?? "Unknown"
    }

    /// Responses of these statuses have no body (RFC 9110 §6.4.1).
    var forbidsBody: Bool { rawValue == 204 || rawValue == 304 || rawValue < 200 }
}
