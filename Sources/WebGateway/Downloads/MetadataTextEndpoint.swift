package import HTTP
package import WebAccess

/// `download_orig_metadata`: what was read from an image's file when it was imported, as a text.
package struct MetadataTextEndpoint: Endpoint {
    private let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try gateway.record(parameters, visitor)
        let metadata = OriginalMetadata(record)
        let text =
            "[Global Metadata]\n" + Self.lines(metadata.global)
            + "[Series Metadata]\n" + Self.lines(metadata.series)
        return Response(
            .ok,
            [
                ContentDisposition.attachment("Original_Metadata.txt"),
                ResponseField("X-Content-Type-Options", "nosniff"),
            ],
            text: text
        )
    }

    private static func lines(_ pairs: [OriginalMetadata.Pair]) -> String {
        pairs.map { name, value in
            let line = value.split(whereSeparator: \.isNewline).joined(separator: " ")
            return "\(name)=\(line)\n"
        }.joined()
    }
}
