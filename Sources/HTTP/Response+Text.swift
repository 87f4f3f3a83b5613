package import JSON

extension Response {
    /// A plain text as answer.
    package init(_ status: Status, _ fields: [ResponseField] = [], text: String) {
        self.init(
            status,
            fields + [ResponseField("Content-Type", "text/plain; charset=utf-8")],
            body: .bytes(Array(text.utf8))
        )
    }

    /// A JSON document as answer.
    package init(_ status: Status, _ fields: [ResponseField] = [], json: JSONValue) {
        self.init(
            status,
            fields + [ResponseField("Content-Type", "application/json")],
            body: .bytes(json.bytes)
        )
    }
}
