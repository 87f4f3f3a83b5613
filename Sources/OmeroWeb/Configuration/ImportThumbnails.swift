import Rendering
package import Repository
package import Settings
import SharedState
import Telemetry
import WebGateway

/// The thumbnails that pages show, made before anybody asks.
package struct ImportThumbnails: Sendable {
    private let gateway: Gateway

    /// Nil before the first start of the server, when there is no place for them, and where none are kept.
    package init?(
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        _ catalogue: any Catalogue
    ) throws {
        let configuration = SharedStateConfiguration(settings, instance)
        guard configuration.cacheBytes > 0,
            let cache = try ResponseCache.existing(configuration)
        else { return nil }
        gateway = Gateway(
            records: ImageRecords(catalogue),
            images: OpenImages(),
            pictures: RenderedPictures(cache) { _ in },
            // Nobody scrapes a command.
            metrics: WorkerMetrics(routes: [], policies: []),
            limits: GatewayLimits(settings)
        )
    }

    /// Makes the thumbnail of an image, in the size that pages show.
    package func make(imageID: Int) throws { try gateway.keepThumbnail(imageID: imageID) }
}
