import HTTP
import JSON

/// The page that OMERO.figure's makers publish, with this server's values in the place of the
/// constants that it begins with.
struct FigurePage {
    /// Names of constants of the page's first script, and what they become.
    let constants: [(name: String, value: JSONValue)]
    /// Where the bundle's own files are, with a slash at the end.
    let filesURL: String
    /// The markup of the icon beside the page's title, of which the published page has none.
    let iconLink: String
    let year: Int
    /// Lets the page's own script run, and no other that is written into it.
    let nonce: String

    /// Filled in; nil for a page without the constants, which is of a release that is not known.
    func html(_ published: String) -> String? {
        var html = published
        for (name, value) in constants {
            guard let filled = Self.fill(html, "const \(name) = ", value.text()) else { return nil }
            html = filled
        }
        html = html.replacing("<script>", with: "<script nonce=\"\(nonce)\">")
        for attribute in ["href", "src"] {
            html = html.replacing(
                "\(attribute)=\"/assets",
                with: "\(attribute)=\"\(filesURL)assets"
            )
        }
        html = html.replacing("</head>", with: iconLink + "\n</head>")
        return Self.withoutOtherServers(html, filesURL)
            .replacing("{% now \"Y\" %}", with: "\(year)")
    }

    /// Writes a value between a beginning and the next end of a statement.
    private static func fill(_ html: String, _ beginning: String, _ value: String) -> String? {
        guard let start = html.firstRange(of: beginning),
            let end = html[start.upperBound...].firstIndex(of: ";")
        else { return nil }
        return html.replacingCharacters(in: start.upperBound..<end, with: value)
    }

    /// The icons of the page come with the bundle; nobody's browser has to tell others of it.
    private static func withoutOtherServers(_ html: String, _ filesURL: String) -> String {
        guard let start = html.firstRange(of: "https://cdn.jsdelivr.net/npm/bootstrap-icons@"),
            let end = html[start.upperBound...].firstRange(of: "/font/")
        else { return html }
        return html.replacingCharacters(in: start.lowerBound..<end.upperBound, with: filesURL)
    }

    /// The bundle makes functions from text, sets styles, and shows images of other servers that a
    /// figure names; everything else is as strict as on all pages.
    var contentPolicy: String {
        "default-src 'none'; script-src 'self' 'unsafe-eval' 'nonce-\(nonce)';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:;"
            + " font-src 'self' data:; connect-src 'self' https:; worker-src 'self' blob:;"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
