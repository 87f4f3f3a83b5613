package import HTTP
package import Repository
package import WebAccess
package import WebGateway

/// `download_placeholder`: the page that says what is being downloaded, and starts it.
package struct DownloadPlaceholderEndpoint: Endpoint {
    private let gateway: Gateway
    private let catalogue: any Catalogue
    private let context: PageContext

    /// Images of one page, and files that are listed.
    static let imagesMax = 500
    static let filesMax = 200

    package init(_ gateway: Gateway, _ catalogue: any Catalogue, _ context: PageContext) {
        self.gateway = gateway
        self.catalogue = catalogue
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let ids = Self.images(query.first("ids") ?? "")
        guard !ids.isEmpty else {
            throw Refusal(.notFound, "No images specified. Use ?ids=image-1|image-2")
        }
        guard ids.count <= Self.imagesMax else {
            throw Refusal(.badRequest, "More than \(Self.imagesMax) images")
        }
        let format = query.first("format")
        let summary =
            try format == nil ? DownloadSummary(ofImages: ids, gateway, catalogue, visitor) : nil
        let address = address(ids, format, name: query.first("name"))
        var response = Page(
            context: context,
            title: "Download",
            content: content(summary, address),
            visitor: visitor
        ).response
        if summary?.isTooLarge != true {
            response.fields.append(ResponseField("Refresh", "1; url=\(address)"))
        }
        return response
    }

    /// The numbers in `image-1|image-2`.
    static func images(_ text: String) -> [Int] {
        text.split(separator: "|").compactMap { word in
            word.hasPrefix("image-") ? Int(word.dropFirst("image-".count)) : nil
        }
    }

    /// Made of numbers and escaped texts alone.
    private func address(_ ids: [Int], _ format: String?, name: String?) -> String {
        var parts = ids.map { "image=\($0)" }
        if let format { parts.append("format=" + PercentCoding.encode(format)) }
        if let name { parts.append("zipname=" + PercentCoding.encode(name)) }
        let view = format == nil ? "archived_files/download/" : "download_as/"
        return context.prefix + "/webgateway/" + view + "?" + parts.joined(separator: "&")
    }

    private func content(_ summary: DownloadSummary?, _ address: String) -> String {
        let link = "<p><a href=\"\(HTML.escape(address))\">Download</a></p>"
        guard let summary else { return "<main><h1>Download</h1>\(link)</main>" }
        let rows = summary.files.prefix(Self.filesMax).map { file in
            "<li>\(HTML.escape(file.name)): \(file.byteCount) bytes</li>"
        }
        let more = summary.files.count - rows.count
        let rest = more > 0 ? "<p>and \(more) more</p>" : ""
        let action =
            summary.isTooLarge
            ? "<p>\(summary.byteCount) bytes are too many for one download.</p>" : link
        return "<main><h1>Download</h1>\(action)<ul>\(rows.joined())</ul>\(rest)</main>"
    }
}
