import HTTP
import Rendering
import Repository

extension Gateway {
    /// Puts the thumbnail into the cache that a page asks for first.
    package func keepThumbnail(imageID: Int) throws {
        guard let record = try records.record(imageID) else {
            throw RepositoryError.noSuchObject(ObjectReference(.image, imageID))
        }
        let image = ShownImage(inDefaults: record)
        let view = try PictureView(thumbnailOf: image, self, QueryParameters(query: nil))
        _ = try bytes(of: .thumbnail(of: image, .longestSide(ThumbnailSize.defaultSide), view))
    }
}
