import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `render_split_channel`: a grid with a panel for each channel.
package struct SplitChannelEndpoint: PictureEndpoint {
    let gateway: Gateway

    /// Quality of JPEG unless the query says otherwise.
    private static let defaultQuality = 0.9

    package init(_ gateway: Gateway) { self.gateway = gateway }

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
            t: parameters.integer("t"),
            defaultQuality: Self.defaultQuality
        )
        let record = image.record
        _ = try record.wholePlane()
        let labels = record.channels.indices.map(record.channelLabel)
        return PictureRequest(image, .splitChannel, view, kind: .plane, isKept: false) { source in
            try SplitChannelRenderer.render(
                source,
                z: view.plane.z,
                t: view.plane.t,
                settings: view.settings,
                labels: labels,
                projection: view.projection
            )
        }
    }
}
