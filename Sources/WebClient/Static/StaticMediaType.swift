/// What static files are, by the ends of their names.
enum StaticMediaType {
    private static let byEnd: [String: String] = [
        "css": "text/css; charset=utf-8",
        "gif": "image/gif",
        "htm": "text/html; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ico": "image/x-icon",
        "jpeg": "image/jpeg",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "map": "application/json",
        "mjs": "text/javascript; charset=utf-8",
        "png": "image/png",
        "svg": "image/svg+xml",
        "ttf": "font/ttf",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "webp": "image/webp",
        "woff": "font/woff",
        "woff2": "font/woff2",
    ]

    static func ofFile(named path: String) -> String {
        let end = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return byEnd[end] ?? "application/octet-stream"
    }
}
