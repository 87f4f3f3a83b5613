import HTTP
import Testing

/// The one request that the text is, however it is cut.
func request(
    _ text: String,
    limits: RequestLimits = RequestLimits(),
    at location: SourceLocation = #_sourceLocation
) throws -> Reading.Message {
    let readings = Readings(Array(text.utf8), limits: limits)
    #expect(readings.differing.isEmpty, sourceLocation: location)
    #expect(readings.whole.error == nil, sourceLocation: location)
    #expect(readings.whole.messages.count == 1, sourceLocation: location)
    #expect(readings.whole.phase == .idle, sourceLocation: location)
    return try #require(readings.whole.messages.first, sourceLocation: location)
}

/// The status by which the text is refused, however it is cut; nil when it is not.
func refusal(
    _ text: String,
    limits: RequestLimits = RequestLimits(),
    at location: SourceLocation = #_sourceLocation
) -> Int? {
    refusal(Array(text.utf8), limits: limits, at: location)
}

func refusal(
    _ bytes: [UInt8],
    limits: RequestLimits = RequestLimits(),
    at location: SourceLocation = #_sourceLocation
) -> Int? {
    let readings = Readings(bytes, limits: limits)
    #expect(readings.differing.isEmpty, sourceLocation: location)
    return readings.whole.error?.status.rawValue
}

/// A request with these lines in its head and the Host field.
func get(_ lines: String..., target: String = "/", method: String = "GET") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: a\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n"
}

/// A chunked request with that body on the wire.
func chunked(_ body: String) -> String {
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body
}
