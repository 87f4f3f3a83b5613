import Archives
package import HTTP
import ImageFormats
import JSON
package import Repository
package import WebAccess

/// `render_ome_tiff`: images as OME-TIFF files, one as it is, several as a zip file.
///
/// The pixels are those that can be looked at, so no policy about original files is asked.
package struct OMETIFFEndpoint: Endpoint {
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
        let images = try images(request, parameters, query, visitor)
        guard let first = images.first else { throw Refusal(.notFound, "No images to export") }
        if query.first("dryrun") != nil { return Response(.ok, json: .integer(images.count)) }
        if images.count == 1 { return try single(first, request) }
        let exports = images.map { ExportedImage($0, gateway) }
        var names = MemberNames()
        let members = exports.map { export in
            ZipMember(
                names.unique(export.record.exportName),
                export,
                modifiedSeconds: export.record.recordedSeconds
            )
        }
        let parent = parameters.integer("id") ?? 0
        return try FileDownload(
            zip: members,
            versions: images.map(\.exportVersion),
            named: "\(parent)-\(first.dataset?.name ?? "images")"
        ).response(to: request)
    }

    private func images(
        _ request: Request,
        _ parameters: RouteParameters,
        _ query: QueryParameters,
        _ visitor: Visitor
    ) throws -> [ImageRecord] {
        let images = try DownloadSelection(request, parameters, catalogue, visitor).images()
        guard let selection = query.first("selection") else { return images }
        let wanted = Set(selection.split(separator: ",").compactMap { Int($0) })
        return images.filter { wanted.contains($0.id) }
    }

    private func single(_ record: ImageRecord, _ request: Request) throws -> Response {
        try FileDownload(
            named: record.exportName,
            Validators(EntityTag(Digest.hexadecimal(of: "tiff \(record.exportVersion)".utf8))),
            .made(try gateway.export(record)),
            mediaType: "image/tiff"
        ).response(to: request)
    }
}

/// An image as a member of an archive: its file is opened when its turn comes.
private struct ExportedImage: ByteContent {
    let record: ImageRecord
    let byteCount: Int
    private let gateway: Gateway

    init(_ record: ImageRecord, _ gateway: Gateway) {
        self.record = record
        self.gateway = gateway
        byteCount = record.exportLayout.byteCount
    }

    func reader() throws -> any ByteReader {
        let export = try gateway.export(record)
        guard export.byteCount == byteCount else { throw ContentChanged(path: record.path) }
        return export
    }
}

extension Gateway {
    fileprivate func export(_ record: ImageRecord) throws -> OMETIFFExport {
        try reading(record) { OMETIFFExport($0, record.exportLayout) }
    }
}

extension ImageRecord {
    /// `<id>-<name>.ome.tiff`, as OMERO has it.
    fileprivate var exportName: String { "\(id)-\(DownloadName.plain(name)).ome.tiff" }

    fileprivate var exportLayout: OMETIFFLayout {
        OMETIFFLayout(OMEImageText(self), levels: levels, tileSize: pixels.tileSize)
    }
}
