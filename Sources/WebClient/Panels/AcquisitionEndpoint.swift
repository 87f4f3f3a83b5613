package import HTTP
import Repository
package import WebAccess

/// `metadata_acquisition/<type>/<id>/`: how an image, or the field of a well, was taken.
package struct AcquisitionEndpoint: Endpoint {
    private let panels: Panels

    package init(_ panels: Panels) { self.panels = panels }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let reader = panels.reader(visitor)
        let (object, image) = try reader.image(parameters, request)
        return .fragment(
            """
            <div class="panel acquisition" \(object.attributes(for: visitor))>
            \(object.heading)
            \(AcquisitionContent(image: image).html)
            </div>

            """
        )
    }
}

extension PanelReader {
    /// The image that a path names, by itself or as the field of a well, whose `index` counts from 0;
    /// and what the panel is about.
    ///
    /// - Throws: `Refusal` also for what is no picture, and for wells without that field.
    func image(
        _ parameters: RouteParameters,
        _ request: Request
    ) throws -> (PanelObject, ImageRecord) {
        let object = try object(parameters)
        switch object.reference.kind {
        case .image:
            guard let image = try catalogue.image(object.reference.id) else { break }
            return (object, image)
        case .well:
            let index = try Self.index(request) ?? 0
            let samples = try catalogue.well(object.reference.id)?.samples ?? []
            guard samples.indices.contains(index),
                let image = try catalogue.image(samples[index].imageID),
                visitor.may(.view, image)
            else { throw Refusal(.notFound, "Well:\(object.reference.id) has no field \(index)") }
            return (object, image)
        default:
            throw Refusal(.notFound, "A \(object.reference.kind.word) is no image and no well")
        }
        throw Self.missing(object.reference)
    }

    /// Which field of wells is asked for; nil for none.
    static func index(_ request: Request) throws -> Int? {
        try TreeQuery(request, pageSize: 1).number("index")
    }
}
