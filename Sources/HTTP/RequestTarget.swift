/// The path and query of a request, still as the client wrote them.
package struct RequestTarget: Hashable, Sendable {
    /// Path as sent, percent-encoded, without the query.
    package var path: String
    /// Query as sent, without the question mark; nil when there was none.
    package var query: String?

    package init(path: String, query: String? = nil) {
        self.path = path
        self.query = query
    }
}
