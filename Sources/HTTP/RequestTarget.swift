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

    /// Whether a parameter of that name may be in the query, at the cost of a glance: the name stands
    /// before an equals sign, perhaps at the end of a longer one.
    package func mayName(_ parameter: String) -> Bool {
        guard let query else { return false }
        let utf8 = query.utf8
        let bytes = utf8.span
        let length = parameter.utf8.count
        var start = 0
        while let mark = bytes.firstIndex(of: UInt8(ascii: "="), in: start..<bytes.count) {
            if mark >= length, bytes.isText(parameter, in: (mark - length)..<mark) { return true }
            start = mark + 1
        }
        return false
    }
}
