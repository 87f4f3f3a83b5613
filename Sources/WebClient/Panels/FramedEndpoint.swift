package import HTTP
package import WebAccess

/// A part of a page that has an address of its own: scripts get it as it is, and people who open the
/// address get it in the frame of all pages.
package struct FramedEndpoint: Endpoint {
    private let part: any Endpoint
    private let context: PageContext
    private let title: String
    private let hasHeading: Bool

    /// - Parameters:
    ///   - title: what the page is called.
    ///   - hasHeading: whether the part begins with a heading; else the title is one.
    package init(
        _ part: any Endpoint,
        _ context: PageContext,
        title: String,
        hasHeading: Bool = true
    ) {
        self.part = part
        self.context = context
        self.title = title
        self.hasHeading = hasHeading
    }

    /// A frame names its visitor, so it is made where there is time.
    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? {
        request.isNavigation ? nil : try part.answerAtOnce(request, parameters, visitor)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let answer = try part.respond(to: request, parameters, visitor)
        guard request.isNavigation, case .bytes(let bytes) = answer.body else { return answer }
        let content = """
            <main class="part">
            \(hasHeading ? "" : "<h1>\(HTML.escape(title))</h1>")
            \(String(decoding: bytes, as: UTF8.self))
            </main>
            """
        var page = Page(context: context, title: title, content: content, visitor: visitor).response
        // Nothing keeps it, so that what is kept never depends on who asked for it, or how.
        page.fields.removeAll { $0.name == "Cache-Control" }
        page.fields.append(.unkept)
        return page
    }
}

extension Request {
    /// Whether a person opens the address: browsers say so (W3C Fetch Metadata), but without TLS only
    /// by what they accept.
    fileprivate var isNavigation: Bool {
        if let destination = fields["Sec-Fetch-Dest"] { return destination == "document" }
        return fields["X-Requested-With"] == nil
            && fields["Accept"]?.contains("application/xhtml+xml") == true
    }
}
