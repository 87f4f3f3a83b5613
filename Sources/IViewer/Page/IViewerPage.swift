import HTTP
import JSON
import WebClient

/// The page that loads OMERO.iviewer, which is not part of this program: its scripts build all that
/// is seen.
struct IViewerPage {
    let context: IViewerContext
    let parameters: IViewerParameters
    /// Differs with every installed state of the viewer's files.
    let version: String

    /// The scripts make functions from text and set styles of elements; everything else is as strict
    /// as on all pages.
    static let contentPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
        + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none';"
        + " form-action 'self'; frame-ancestors 'self'"

    func response(_ cookie: ResponseField) -> Response {
        .page(html: html, contentPolicy: Self.contentPolicy, [.unkept, cookie])
    }

    private func address(_ file: String) -> String {
        HTML.escape("\(context.page.staticURL)\(file)?_iviewer-\(version)")
    }

    /// JSON as it is written has no `<`, so that the element ends where it should.
    var html: String {
        let scripts = ["vendors.js", "main.js", "deps.js"].map {
            "<script src=\"\(address("omero_iviewer/" + $0))\"></script>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>OMERO.iviewer</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="\(address("omero_iviewer/css/all.min.css"))">
            <script type="application/json" id="parameters">\(parameters.json.text())</script>
            <script src="\(address("iviewer/javascript/start.js"))"></script>
            </head>
            <body class="container-fluid">
            \(scripts.joined())</body>
            </html>

            """
    }
}
