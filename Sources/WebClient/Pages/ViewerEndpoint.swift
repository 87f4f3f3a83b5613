package import HTTP
import Repository
package import WebAccess
package import WebGateway

/// `/webclient/img_detail/`: one image with its sections, time points and channels.
package struct ViewerEndpoint: Endpoint {
    private let gateway: Gateway
    private let panels: Panels
    private var context: PageContext { panels.context }

    package init(_ gateway: Gateway, _ panels: Panels) {
        self.gateway = gateway
        self.panels = panels
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try gateway.record(parameters, visitor)
        return Page(
            context: context,
            title: image.name,
            content: ViewerContent(
                context: context,
                image: image,
                mayDownload: visitor.mayDownload(image),
                annotations: try panels.reader(visitor).annotations(
                    of: [ObjectReference(.image, image.id)]
                )
            ).html,
            script: "webclient/javascript/viewer.js",
            visitor: visitor
        ).response
    }
}
