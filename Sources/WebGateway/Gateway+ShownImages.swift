package import HTTP
package import Rendering
package import Repository
package import WebAccess

extension Gateway {
    /// The image a path names, as the visitor sees it; refuses with OMERO's words when there is none
    /// that he sees.
    package func shown(_ parameters: RouteParameters, _ visitor: Visitor) throws -> ShownImage {
        try shown(record(parameters, visitor), to: visitor)
    }

    /// An image that the visitor sees, as he sees it.
    package func shown(_ record: ImageRecord, to visitor: Visitor) throws -> ShownImage {
        let rendering = try records.renderings.rendering(
            of: record,
            seenBy: visitor.actor.userID,
            visitor.renderingGeneration
        )
        return ShownImage(record, in: rendering)
    }

    /// What an image is drawn with.
    package func settings(of image: ShownImage) -> RenderingSettings { image.settings(tables) }

    /// The image a path names from memory; nil when that has to be asked for on a thread that may
    /// wait.
    func rememberedImage(
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> ShownImage? {
        guard let record = try remembered(parameters, visitor),
            case .known(let rendering) = records.renderings.remembered(
                of: record,
                seenBy: visitor.actor.userID,
                visitor.renderingGeneration
            )
        else { return nil }
        return ShownImage(record, in: rendering)
    }
}
