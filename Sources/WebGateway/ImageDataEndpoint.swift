package import HTTP
package import JSON
package import Repository
package import WebAccess

/// `imgData`: everything a viewer needs to know of an image, or one part of it by its dotted path.
package struct ImageDataEndpoint: Endpoint {
    let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? {
        guard let record = try gateway.remembered(parameters, visitor) else { return nil }
        return try answer(record, request, parameters, visitor)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        try answer(gateway.record(parameters, visitor), request, parameters, visitor)
    }

    private func answer(
        _ record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        var document = gateway.imageData(record, visitor)
        if let key = parameters.text("key") {
            guard let part = document.member(atPath: key) else {
                throw Refusal(.notFound, "Image:\(record.id) has no \(key)")
            }
            document = part
        }
        return try JSONCallback.response(document, callback: query.first("callback"))
    }
}

extension Gateway {
    /// The whole document for somebody who sees the image.
    package func imageData(_ record: ImageRecord, _ visitor: Visitor) -> JSONValue {
        let flags = PermissionFlags(visitor.actor, visitor.ownership(of: record))
        let permissions: JSONValue = [
            "canAnnotate": .boolean(flags.canAnnotate), "canEdit": .boolean(flags.canEdit),
            "canDelete": .boolean(flags.canDelete), "canLink": .boolean(flags.canLink),
            "canDownload": .boolean(visitor.mayDownload(record)),
        ]
        return ImageDataDocument(record: record, permissions: permissions).json
    }
}

extension JSONValue {
    /// The value at a dotted path such as `size.width`; nil when there is none.
    func member(atPath path: String) -> JSONValue? {
        path.split(separator: ".", omittingEmptySubsequences: false).reduce(Optional(self)) {
            guard case .object(let members)? = $0 else { return nil }
            let name = String($1)
            return members.first { $0.name == name }?.value
        }
    }
}
