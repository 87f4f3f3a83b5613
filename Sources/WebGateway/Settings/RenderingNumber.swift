import HTTP
package import Repository
package import WebAccess

/// The parameter `rdefId`: settings somebody saved, by their number.
struct RenderingNumber {
    private let id: Int

    static let name = "rdefId"

    /// Nil without the parameter.
    init?(_ query: QueryParameters) {
        guard let id = query.integer(Self.name) else { return nil }
        self.id = id
    }

    /// An image in those settings.
    ///
    /// - Throws: `Refusal` with 404 where they are of another image, or not seen.
    func image(_ record: ImageRecord, _ gateway: Gateway, _ visitor: Visitor) throws -> ShownImage {
        let found = try gateway.renderings(of: record, seenBy: visitor).first { $0.id == id }
        guard let found else {
            throw Refusal(.notFound, "Rendering settings:\(id) not found")
        }
        return ShownImage(record, in: found)
    }
}

extension Gateway {
    /// The settings of an image that the visitor sees, by their numbers: they are in the image's
    /// group, each its user's own.
    package func renderings(
        of record: ImageRecord,
        seenBy visitor: Visitor
    ) throws -> [RenderingRecord] {
        try records.renderings.all(ofImage: record.id).filter { rendering in
            let ownership = Ownership(ownerID: rendering.ownerID, groupID: record.groupID)
            return visitor.may(.view, ownership)
        }
    }
}
