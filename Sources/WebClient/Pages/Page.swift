import HTTP
import WebAccess

/// The frame around the content of every page.
struct Page {
    let context: PageContext
    let title: String
    /// Markup, escaped where it comes from elsewhere.
    let content: String
    var script: String?
    /// Whose page it is; nil where that makes no difference.
    var visitor: Visitor?

    /// Only our own files are loaded, and nobody else frames the page.
    private static let contentPolicy =
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';"
        + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

    var response: Response {
        .page(
            html: html,
            contentPolicy: Self.contentPolicy,
            [ResponseField("Cache-Control", "private, no-cache")]
        )
    }

    /// To log in or out; who it is stands on the account's page alone.
    private var links: String {
        guard let visitor else { return "" }
        let prefix = HTML.escape(context.prefix)
        let links =
            visitor.session == nil
            ? [("webclient/login/", "Log in")]
            : [("webadmin/myaccount/", "Account"), ("webclient/logout/", "Log out")]
        return links.map { " <a class=\"link\" href=\"\(prefix)/\($0.0)\">\($0.1)</a>" }.joined()
    }

    private var html: String {
        let scriptTag = script.map {
            "<script src=\"\(HTML.escape(context.staticURL + $0))\" defer></script>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTML.escape(title)) – OMERO.web</title>
            \(context.iconLink)
            <link rel="stylesheet" href="\(HTML.escape(context.staticURL))webclient/css/pages.css">
            \(scriptTag ?? "")
            </head>
            <body>
            <header><a class="brand" href="\(HTML.escape(context.prefix))/webclient/">OMERO.web</a>\(links)</header>
            \(content)
            </body>
            </html>

            """
    }
}
