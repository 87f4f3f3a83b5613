package import HTTP
import Repository
package import WebAccess
package import WebGateway

/// `metadata_preview/(image|well)/<id>/`: a picture, where it leads to, and how it is drawn.
package struct PreviewEndpoint: Endpoint {
    private let panels: Panels
    private let gateway: Gateway

    package init(_ panels: Panels, _ gateway: Gateway) {
        self.panels = panels
        self.gateway = gateway
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        let (object, image) = try reader.image(parameters, request)
        let saved = try gateway.renderings(of: image, seenBy: visitor).map { rendering in
            (rendering, try reader.name(of: rendering.ownerID))
        }
        let shown = try gateway.shown(image, to: visitor)
        let content = PreviewContent(
            context: panels.context,
            image: image,
            settings: gateway.settings(of: shown),
            plane: (z: shown.defaultZ, t: shown.defaultT),
            saved: saved,
            mayDownload: visitor.mayDownload(image)
        )
        return .fragment(
            """
            <div class="panel preview" \(object.attributes(for: visitor))>
            \(object.heading)
            \(content.html)
            </div>

            """
        )
    }
}
