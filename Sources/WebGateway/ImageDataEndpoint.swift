package import HTTP
package import JSON
import Repository
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
        guard let image = try gateway.rememberedImage(parameters, visitor) else { return nil }
        return try answer(image, request, parameters, visitor)
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        try answer(gateway.shown(parameters, visitor), request, parameters, visitor)
    }

    private func answer(
        _ image: ShownImage,
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let isReset = query.first("getDefaults") == "true"
        let image = isReset ? ShownImage(inDefaults: image.record) : image
        var document = gateway.imageData(image, visitor)
        if let key = parameters.text("key") {
            guard let part = document.member(atPath: key) else {
                throw Refusal(.notFound, "Image:\(image.record.id) has no \(key)")
            }
            document = part
        }
        return try JSONCallback.response(document, callback: query.first("callback"))
    }
}

extension Gateway {
    /// The whole document for somebody who sees the image.
    package func imageData(_ image: ShownImage, _ visitor: Visitor) -> JSONValue {
        let record = image.record
        let flags = PermissionFlags(visitor.actor, visitor.ownership(of: record))
        let permissions: JSONValue = [
            "canAnnotate": .boolean(flags.canAnnotate), "canEdit": .boolean(flags.canEdit),
            "canDelete": .boolean(flags.canDelete), "canLink": .boolean(flags.canLink),
            "canDownload": .boolean(visitor.mayDownload(record)),
        ]
        return ImageDataDocument(image: image, tables: tables, permissions: permissions).json
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
