package import HTTP
import Repository
import WebAccess

/// Files that pages load, where no front server takes them from its own folder.
package struct StaticFileEndpoint: PromptEndpoint {
    private let answers: [String: (response: Response, tag: EntityTag)]

    package init() {
        let entries = StaticAsset.all.map { asset in
            let tag = EntityTag(Digest.hexadecimal(of: asset.bytes))
            let response = Response(
                .ok,
                [
                    ResponseField("Content-Type", asset.contentType),
                    ResponseField("ETag", tag.text),
                    ResponseField("Cache-Control", "public, max-age=300"),
                    ResponseField("X-Content-Type-Options", "nosniff"),
                ],
                body: .bytes(asset.bytes)
            )
            return (asset.path, (response, tag))
        }
        answers = Dictionary(uniqueKeysWithValues: entries)
    }

    package func answer(_ request: Request, _ parameters: RouteParameters) throws -> Response {
        let path = parameters.text("path") ?? ""
        guard let (response, tag) = answers[path] else {
            throw Refusal(.notFound, "There is no static file \(path)")
        }
        guard Preconditions.isNotModified(request, tag: tag) else { return response }
        return Response(.notModified, response.fields)
    }
}
