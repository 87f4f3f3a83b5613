package import HTTP
package import Repository

/// `/webclient/`: the images of the repository as thumbnails, page by page.
package struct BrowserEndpoint: Endpoint {
    private let catalogue: any Catalogue
    private let context: PageContext

    package init(_ catalogue: any Catalogue, _ context: PageContext) {
        self.catalogue = catalogue
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let after = query.first("after").flatMap { Int($0) } ?? 0
        let datasetID = query.first("dataset").flatMap { Int($0) }
        // One more than is shown tells whether there is a next page.
        let images = try catalogue.images(
            after: after,
            limit: context.pageSize + 1,
            datasetID: datasetID
        )
        let content = BrowserContent(
            context: context,
            datasets: try catalogue.datasets(),
            imageCount: try catalogue.imageCount(),
            images: Array(images.prefix(context.pageSize)),
            datasetID: datasetID,
            hasMore: images.count > context.pageSize,
            isFirstPage: after == 0
        )
        return Page(context: context, title: "Images", content: content.html).response
    }
}
