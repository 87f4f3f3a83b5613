package import HTTP

/// Files that pages load, where no front server takes them from its own folder.
package struct StaticFileEndpoint: PromptEndpoint {
    private let answers: [String: (response: Response, tag: EntityTag)]

    package init() {
        let entries = StaticAsset.all.map { asset in
            let tag = EntityTag(Self.fingerprint(asset.bytes))
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

    /// Tells one content from another (FNV-1a).
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
