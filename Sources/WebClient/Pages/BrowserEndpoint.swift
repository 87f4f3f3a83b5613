package import HTTP
package import Repository
package import WebAccess

/// `/webclient/`: the images of the repository as thumbnails, page by page.
package struct BrowserEndpoint: Endpoint {
    private let catalogue: any Catalogue
    private let context: PageContext

    /// Datasets listed beside the images.
    private static let datasetsMax = 500

    package init(_ catalogue: any Catalogue, _ context: PageContext) {
        self.catalogue = catalogue
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let after = query.first("after").flatMap { Int($0) } ?? 0
        let datasetID = query.first("dataset").flatMap { Int($0) }
        let visibility = Visibility(of: visitor.actor)
        let images = try images(after: after, datasetID: datasetID, visibility)
        let content = BrowserContent(
            context: context,
            datasets: try catalogue.datasets(
                after: 0,
                limit: Self.datasetsMax,
                visibleTo: visibility
            ),
            imageCount: try catalogue.imageCount(visibleTo: visibility),
            images: Array(images.prefix(context.pageSize)),
            datasetID: datasetID,
            hasMore: images.count > context.pageSize,
            isFirstPage: after == 0
        )
        return Page(
            context: context,
            title: "Images",
            content: content.html,
            visitor: visitor
        ).response
    }

    /// One more than is shown, which tells whether there is a next page.
    private func images(
        after: Int,
        datasetID: Int?,
        _ visibility: Visibility
    ) throws -> [ImageRecord] {
        let limit = context.pageSize + 1
        guard let datasetID else {
            return try catalogue.images(after: after, limit: limit, visibleTo: visibility)
        }
        return try catalogue.images(
            inDataset: datasetID,
            after: after,
            limit: limit,
            visibleTo: visibility
        )
    }
}
