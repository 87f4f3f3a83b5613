/// A file that pages load; part of the program, and copied out for the front server.
package struct StaticAsset: Sendable {
    /// Path below the address of static files.
    package let path: String
    package let contentType: String
    package let bytes: [UInt8]

    init(_ path: String, _ contentType: String, _ bytes: [UInt8]) {
        self.path = path
        self.contentType = contentType
        self.bytes = bytes
    }

    init(_ path: String, _ contentType: String, _ text: String) {
        self.init(path, contentType, Array(text.utf8))
    }

    package static let all =
        [
            StaticAsset("webclient/css/pages.css", "text/css; charset=utf-8", pagesStyle),
            StaticAsset(
                "webclient/javascript/viewer.js",
                "text/javascript; charset=utf-8",
                viewerScript
            ),
            StaticAsset(
                "iviewer/javascript/start.js",
                "text/javascript; charset=utf-8",
                iviewerStart
            ),
            StaticAsset("webclient/maintenance.html", "text/html; charset=utf-8", maintenancePage),
        ] + TreeIcon.assets
}
