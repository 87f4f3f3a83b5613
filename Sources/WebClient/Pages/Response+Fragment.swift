import HTTP
import WebAccess

extension Response {
    /// A part of a page without its frame, which scripts put into theirs.
    ///
    /// Opened by itself it shows our own pictures and runs nothing.
    static func fragment(_ html: String) -> Response {
        .page(
            html: html,
            contentPolicy: "default-src 'none'; img-src 'self'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'self'",
            [.unkept]
        )
    }
}
