import Archives
package import HTTP
import ImageFormats
import Repository
package import WebAccess

/// `render_ome_zarr`: one image as a zip file with an OME-Zarr in it.
package struct OMEZarrEndpoint: Endpoint {
    private let gateway: Gateway

    package init(_ gateway: Gateway) { self.gateway = gateway }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let record = try gateway.record(parameters, visitor)
        let text = OMEImageText(record)
        guard let export = try gateway.reading(record, { OMEZarrExport($0, text) }) else {
            let limit = OMEZarrExport.filesMax
            throw Refusal(.forbidden, "Image:\(record.id) would be more than \(limit) chunks")
        }
        let members = export.files.map { file in
            ZipMember(file.path, file.content, modifiedSeconds: record.recordedSeconds)
        }
        return try FileDownload(
            zip: members,
            versions: [record.exportVersion],
            named: "\(record.id)-\(record.name).ome.zarr.zip"
        ).response(to: request)
    }
}
