import Archives
package import HTTP
package import Repository
package import WebAccess

/// `download_as`: images as PNG, JPEG or TIFF in their default settings; several as a zip file.
package struct DownloadAsEndpoint: Endpoint {
    private let gateway: Gateway
    private let catalogue: any Catalogue

    package init(_ gateway: Gateway, _ catalogue: any Catalogue) {
        self.gateway = gateway
        self.catalogue = catalogue
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let pictures = try PictureDownloads(gateway, query, default: "png")
        let selection = try DownloadSelection(request, parameters, catalogue, visitor)
        guard !selection.isEmpty else { throw Refusal.nothingRequested }
        let images = try selection.images()
        guard let first = images.first else {
            throw Refusal(
                .notFound,
                "Cannot download as \(pictures.formatName). Images (ids: \(selection.words))"
                    + " not found."
            )
        }
        for image in images { try pictures.checkSize(image) }
        if images.count == 1 {
            let bytes = try pictures.bytes(of: gateway.shown(first, to: visitor))
            return try pictures.download(of: first, bytes).response(to: request)
        }
        return archive(images, pictures, query, visitor)
    }

    /// A picture's length is known only once it is made, so the archive has no length and no ranges.
    private func archive(
        _ images: [ImageRecord],
        _ pictures: PictureDownloads,
        _ query: QueryParameters,
        _ visitor: Visitor
    ) -> Response {
        var names = MemberNames()
        let named = images.map { (record: $0, name: names.unique(pictures.name(of: $0))) }
        let stream = ZipStream(count: named.count) { index in
            let (record, name) = named[index]
            let date = ZipMember.date(record.recordedSeconds)
            let bytes = try pictures.bytes(of: pictures.gateway.shown(record, to: visitor))
            return ZipStream.Member(name, bytes, modified: date)
        }
        let name = query.first("zipname") ?? "Download_as_\(pictures.formatName)"
        return Response(
            .ok,
            [
                ResponseField("Content-Type", FileDownload.anyMediaType),
                ContentDisposition.attachment(DownloadName.zip(name)),
            ],
            body: .chunks(StreamedZip(stream), byteCount: nil)
        )
    }
}

private final class StreamedZip: BodyProducer {
    private let stream: ZipStream

    init(_ stream: ZipStream) { self.stream = stream }

    func next() throws -> [UInt8]? { try stream.next() }
}
