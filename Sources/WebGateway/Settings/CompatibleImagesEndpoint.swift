package import HTTP
import JSON
import Pixels
import Repository
package import WebAccess

/// `compatImgRDef`: the images of a project that one image's settings fit.
package struct CompatibleImagesEndpoint: Endpoint {
    private let application: SettingsApplication

    package init(_ application: SettingsApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let image = try application.gateway.record(parameters, visitor)
        let query = try QueryParameters(query: request.target.query)
        let others = try images(around: image, visitor).filter { other in
            other.id != image.id && Self.kind(of: other) == Self.kind(of: image)
        }
        // OMERO answers with a text that is a list.
        let list = JSONValue.array(others.map { .integer($0.id) }).text()
        return try JSONCallback.response(.string(list), callback: query.first("callback"))
    }

    /// Those of the first project that holds the image and that the visitor sees.
    private func images(around image: ImageRecord, _ visitor: Visitor) throws -> [ImageRecord] {
        let catalogue = application.catalogue
        for dataset in try catalogue.datasets(ofImage: image.id) {
            let projects = try catalogue.projects(ofDataset: dataset.id)
            if let project = projects.first(where: { visitor.may(.view, $0.ownership) }) {
                return try application.images(
                    of: [ObjectReference(.project, project.id)],
                    visitor
                )
            }
        }
        return []
    }

    private static func kind(of image: ImageRecord) -> [String] {
        [image.pixels.pixelType.rawValue] + image.channels.indices.map(image.channelLabel).sorted()
    }
}
