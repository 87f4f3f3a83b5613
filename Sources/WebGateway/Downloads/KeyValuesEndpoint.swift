package import HTTP
package import Repository
package import WebAccess

/// `key_values`: the key-value pairs of a selection of images as CSV, one row for each pair.
package struct KeyValuesEndpoint: Endpoint {
    private let catalogue: any Catalogue

    /// Images that are asked for at once.
    private static let batchCount = 200

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let selection = try DownloadSelection(request, parameters, catalogue, visitor)
        guard !selection.isEmpty else { throw Refusal(.badRequest, "No images specified") }
        let images = try selection.images()
        var text = CSVText.row(["image_id", "image_name", "namespace", "key", "value"])
        var rest = images[...]
        while !rest.isEmpty {
            text += try rows(of: Array(rest.prefix(Self.batchCount)), visitor)
            rest = rest.dropFirst(Self.batchCount)
        }
        return Response(
            .ok,
            [
                ResponseField("Content-Type", "text/csv; charset=utf-8"),
                ContentDisposition.attachment("key_values.csv"),
                ResponseField("X-Content-Type-Options", "nosniff"),
                ResponseField("Cache-Control", "private, no-cache"),
            ],
            body: .bytes(Array(text.utf8))
        )
    }

    private func rows(of images: [ImageRecord], _ visitor: Visitor) throws -> String {
        let names = Dictionary(images.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one })
        let links = try catalogue.annotations(
            of: .image,
            images.map(\.id),
            types: [.map],
            namespace: nil
        )
        var text = ""
        for link in links where visitor.may(.view, link.annotation.ownership) {
            guard case .map(let pairs) = link.annotation.value else { continue }
            let image = ["\(link.parent.id)", names[link.parent.id] ?? ""]
            for pair in pairs {
                text += CSVText.row(
                    image + [link.annotation.namespace ?? "", pair.name, pair.value]
                )
            }
        }
        return text
    }
}
