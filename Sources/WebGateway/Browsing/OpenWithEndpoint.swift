package import HTTP
package import JSON
package import WebAccess

/// `open_with`: viewers that the operator offers, for clients to put into a menu.
package struct OpenWithEndpoint: Endpoint {
    private let document: JSONValue

    /// - Parameters:
    ///   - viewers: a list each: name, address and options.
    ///   - prefix: what stands before addresses of this server.
    ///   - staticURL: what stands before addresses of scripts that are none of others.
    package init(_ viewers: [JSONValue], prefix: String, staticURL: String) {
        let options = viewers.compactMap { Self.option($0, prefix, staticURL) }
        document = ["open_with_options": .array(options)]
    }

    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { try respond(to: request, parameters, visitor) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        return try JSONCallback.response(document, callback: query.first("callback"))
    }

    /// What OMERO calls pages of this server that viewers open.
    private static let pages = [
        "webgateway": "/webgateway/", "webindex": "/webclient/", "omero_iviewer_index": "/iviewer/",
        "figure_index": "/figure/", "new_figure": "/figure/new/",
    ]

    /// Nil for what has no name or no address.
    private static func option(
        _ viewer: JSONValue,
        _ prefix: String,
        _ staticURL: String
    ) -> JSONValue? {
        guard let parts = viewer.elements, parts.count >= 2, let name = parts[0].string,
            let address = parts[1].string
        else { return nil }
        var members: [JSONValue.Member] = [
            .init("id", .string(name)),
            .init("url", .string(pages[address].map { prefix + $0 } ?? address)),
        ]
        let options = parts.count > 2 ? parts[2] : .object([])
        for name in ["supported_objects", "target", "label"] {
            if let value = options[name] { members.append(.init(name, value)) }
        }
        if let script = options["script_url"]?.string {
            let isWhole = script.hasPrefix("http")
            members.append(.init("script_url", .string(isWhole ? script : staticURL + script)))
        }
        return .object(members)
    }
}
