import HTTP
import Repository
import Synchronization

/// What is left of a picture request once it was understood: its key in the cache and its fields.
struct PreparedPicture: Sendable {
    let cacheKey: [UInt8]
    /// Whether the picture is worth a place in the shared cache.
    let isKept: Bool
    let tag: EntityTag
    private let modifiedUnixSeconds: Int
    private let fields: [ResponseField]

    /// The key names the file's state and every setting, so its digest tells the bytes too; clients
    /// may keep the picture, and ask whether it is still the same.
    init(_ request: PictureRequest) {
        cacheKey = request.key.bytes
        isKept = request.isKept
        tag = EntityTag(Digest.hexadecimal(of: cacheKey))
        modifiedUnixSeconds = request.image.changedSeconds
        fields = [
            ResponseField("Content-Type", request.mediaType),
            ResponseField("ETag", tag.text),
            ResponseField("Last-Modified", HTTPDate.text(unixSeconds: modifiedUnixSeconds)),
            ResponseField("Cache-Control", "private, no-cache"),
        ]
    }

    func response(_ body: ResponseBody) -> Response { Response(.ok, fields, body: body) }

    /// Word that the client has the picture already; nil when it has not.
    func notModified(_ request: Request) -> Response? {
        let isNotModified = Preconditions.isNotModified(
            request,
            tag: tag,
            modifiedUnixSeconds: modifiedUnixSeconds
        )
        return isNotModified ? Response(.notModified, fields) : nil
    }
}

/// Picture requests that this process understood lately, by their whole target.
///
/// Most requests of a page or a viewer come again; understanding one costs more than answering it.
package final class PreparedPictures: Sendable {
    /// Visitors with settings of their own have pictures of their own.
    private struct Key: Hashable {
        let target: RequestTarget
        let renderingID: Int?
    }

    private struct Entry {
        let imageID: Int
        let version: String
        let choice: RenderingChoice?
        let picture: PreparedPicture
    }

    private let entries = Mutex<[Key: Entry]>([:])
    private static let countMax = 20_000

    package init() {}

    func picture(
        _ target: RequestTarget,
        _ image: ShownImage,
        prepare: () throws -> PreparedPicture
    ) throws -> PreparedPicture {
        let (record, choice) = (image.record, image.rendering?.choice)
        let key = Key(target: target, renderingID: image.rendering?.id)
        let known = entries.withLock { $0[key] }
        if let known, known.imageID == record.id, known.version == record.version,
            known.choice == choice
        {
            return known.picture
        }
        let picture = try prepare()
        let entry = Entry(
            imageID: record.id,
            version: record.version,
            choice: choice,
            picture: picture
        )
        entries.withLock { entries in
            if entries.count >= Self.countMax { entries.removeAll() }
            entries[key] = entry
        }
        return picture
    }
}
