import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `render_row_plot` and `render_col_plot`: the samples along a line, as a picture to lay over the
/// plane.
package struct LinePlotEndpoint: PictureEndpoint {
    package enum Direction: Sendable {
        /// The path's parameter is `y`.
        case row
        /// The path's parameter is `x`.
        case column
    }

    let gateway: Gateway
    private let direction: Direction

    package init(_ gateway: Gateway, _ direction: Direction) {
        self.gateway = gateway
        self.direction = direction
    }

    func picture(
        of image: ShownImage,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let view = try PictureView(
            image,
            gateway,
            QueryParameters(query: request.target.query),
            z: parameters.integer("z"),
            t: parameters.integer("t")
        )
        _ = try image.record.wholePlane()
        let plot = try plot(parameters)
        var key = PictureKey(image.record, .plot(plot), view)
        key.encoding = .gif
        return PictureRequest(
            image: image,
            key: key,
            kind: .plane,
            isKept: false,
            mediaType: "image/gif"
        ) { source in
            try plot.gif(
                source,
                z: view.plane.z,
                t: view.plane.t,
                settings: view.settings,
                projection: view.projection
            )
        }
    }

    private func plot(_ parameters: RouteParameters) throws(Refusal) -> LinePlot {
        let width = parameters.integer("w") ?? 1
        guard (1...LinePlot.widthMax).contains(width) else {
            throw Refusal(.notFound, "A line is 1 to \(LinePlot.widthMax) pixels wide")
        }
        return switch direction {
        case .row: LinePlot(.row(parameters.integer("y") ?? 0), width: width)
        case .column: LinePlot(.column(parameters.integer("x") ?? 0), width: width)
        }
    }
}
