import HTTP
import Repository
import WebAccess

/// Pages of images, and whose they are.
extension BrowserEndpoint {
    /// Everybody's images, the visitor's own, and those of whom he asks for.
    func lists(_ owner: BrowserOwner, _ visitor: Visitor) throws -> [OwnersImages] {
        let visibility = Visibility(of: visitor.actor)
        func list(_ title: String, _ id: Int?) throws -> OwnersImages {
            let count = try catalogue.imageCount(ownedBy: id, visibleTo: visibility)
            return OwnersImages(title: title, ownerID: id, imageCount: count)
        }
        let own = visitor.session == nil ? nil : visitor.actor.userID
        let other = owner.id == own ? nil : owner.id
        return try [
            list("All images", nil), own.map { try list("My images", $0) },
            other.map { try list(owner.title, $0) },
        ].compactMap(\.self)
    }

    /// What a page of images is called, and the markup that says so; of a dataset that is not seen
    /// nothing is said.
    func heading(
        of place: BrowserPlace,
        _ owner: BrowserOwner,
        _ reader: ContainerTreeReader
    ) throws -> (title: String, html: String) {
        guard case .dataset(let id) = place, let dataset = try reader.dataset(id) else {
            let title = place == .everything ? owner.title : "Images"
            return (title, "<h1>\(HTML.escape(title))</h1>\n")
        }
        return (
            dataset.name,
            MembersContent.heading(dataset.name, dataset.description)
        )
    }

    /// One more image is read than is shown, which tells whether there is a next page.
    func images(
        of place: BrowserPlace,
        _ owner: BrowserOwner,
        _ query: QueryParameters,
        _ visitor: Visitor,
        isEmpty: Bool
    ) throws -> BrowserContent {
        let after = query.first("after").flatMap { Int($0) } ?? 0
        let visibility = Visibility(of: visitor.actor)
        let limit = context.pageSize + 1
        let images =
            if case .dataset(let id) = place {
                try catalogue.images(
                    inDataset: id,
                    after: after,
                    limit: limit,
                    visibleTo: visibility
                )
            } else if case .images(let ids) = place {
                try ids.filter { $0 > after }.prefix(limit).compactMap(catalogue.image)
                    .filter { visitor.may(.view, $0) }
            } else {
                try catalogue.images(
                    ownedBy: owner.id,
                    after: after,
                    limit: limit,
                    visibleTo: visibility
                )
            }
        return BrowserContent(
            context: context,
            place: place,
            ownerID: owner.id,
            images: Array(images.prefix(context.pageSize)),
            hasMore: images.count > context.pageSize,
            isFirstPage: after == 0,
            isRepositoryEmpty: isEmpty
        )
    }
}
