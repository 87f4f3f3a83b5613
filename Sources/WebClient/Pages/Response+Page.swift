package import HTTP

extension Response {
    /// A page: what it may load is in its policy, and nobody but our own pages frames it.
    ///
    /// - Parameters:
    ///   - contentPolicy: the value of `Content-Security-Policy` (W3C CSP 3).
    ///   - fields: how it is kept, and its cookies.
    package static func page(
        html: String,
        contentPolicy: String,
        _ fields: [ResponseField]
    ) -> Response {
        Response(
            .ok,
            [
                ResponseField("Content-Type", "text/html; charset=utf-8"),
                ResponseField("Content-Security-Policy", contentPolicy),
                ResponseField("X-Content-Type-Options", "nosniff"),
                ResponseField("X-Frame-Options", "SAMEORIGIN"),
                ResponseField("Referrer-Policy", "same-origin"),
            ] + fields,
            body: .bytes(Array(html.utf8))
        )
    }
}
