/// One complete request: what was asked, by whom, with the whole body.
package struct Request: Sendable {
    package var method: Method
    package var target: RequestTarget
    /// Minor version of HTTP/1: 0 or 1.
    package var minorVersion: UInt8
    package var fields: RequestFields
    package var body: [UInt8]
    /// A body that is too large for `body`, which is empty then.
    package var storedBody: (any StoredBody)?
    package var peer: PeerAddress
    /// Whether the client lets the connection live on after the response (RFC 9112 §9.3).
    package var keepsConnection: Bool

    package init(
        method: Method,
        target: RequestTarget,
        minorVersion: UInt8 = 1,
        fields: RequestFields = RequestFields(),
        body: [UInt8] = [],
        peer: PeerAddress = .local,
        keepsConnection: Bool = true
    ) {
        self.method = method
        self.target = target
        self.minorVersion = minorVersion
        self.fields = fields
        self.body = body
        self.peer = peer
        self.keepsConnection = keepsConnection
    }
}
