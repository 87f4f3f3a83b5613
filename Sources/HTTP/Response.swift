/// What a handler answers with: a value that some worker writes.
package struct Response: Sendable {
    package var status: Status
    /// Fields but `Date`, `Content-Length`, `Transfer-Encoding` and `Connection`, which the encoder writes.
    package var fields: [ResponseField]
    package var body: ResponseBody
    /// What counts the bytes of the body; nil where nobody does.
    package var meter: (any BodyMeter)?

    package init(_ status: Status, _ fields: [ResponseField] = [], body: ResponseBody = .none) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// One header field of a response.
package struct ResponseField: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Nobody may keep the response.
    package static let unkept = ResponseField("Cache-Control", "no-store")
}
