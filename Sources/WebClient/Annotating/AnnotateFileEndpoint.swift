package import HTTP
import JSON
package import Repository
package import WebAccess

/// `/webclient/annotate_file/`: attaches files that are sent, and others that there are.
package struct AnnotateFileEndpoint: Endpoint {
    private let catalogue: any Catalogue
    private let folder: AttachmentFolder

    /// Longest name of a file.
    static let nameBytesMax = 1024

    package init(_ catalogue: any Catalogue, _ folder: AttachmentFolder) {
        self.catalogue = catalogue
        self.folder = folder
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        var kept: [NewAttachment] = []
        do {
            let fields = try fields(of: request) { head, next in
                if let file = try keep(head, next) { kept.append(file) }
            }
            let form = try AnnotationForm(fields, query: request.target.query)
            guard !form.objects.isEmpty else {
                throw Refusal(.notFound, "Need to specify objects via e.g. ?image=1")
            }
            let existing = try form.numbers("files")
            let ids = try catalogue.annotate(
                form.objects,
                with: kept.map { NewMark(.file($0)) },
                existing: existing,
                of: .file,
                by: visitor.actor
            )
            let all = (existing + ids).map(JSONValue.integer)
            return Response(.ok, json: ["fileIds": .array(all)])
        } catch {
            for file in kept { try folder.remove(file.path) }
            throw error
        }
    }

    /// A form without files need not be one in parts.
    private func fields(
        of request: Request,
        keep: (MultipartHead, () throws -> [UInt8]?) throws -> Void
    ) throws -> FormFields {
        guard request.mediaType == "multipart/form-data" else { return try request.formFields() }
        var received = try ReceivedForm(request)
        return try received.read(keep: keep)
    }

    /// Keeps a file; nil for a field where none was chosen.
    private func keep(
        _ head: MultipartHead,
        _ next: () throws -> [UInt8]?
    ) throws -> NewAttachment? {
        guard head.name == "annotation_file" else {
            throw FormError.malformed("a file in the field \(head.name)")
        }
        guard let name = head.fileName, !name.isEmpty else {
            while try next() != nil {}
            return nil
        }
        guard name.utf8.count <= Self.nameBytesMax else {
            throw Refusal(.badRequest, "A name of more than \(Self.nameBytesMax) bytes")
        }
        let kept = try folder.keep(next)
        let mediaType = head.mediaType.flatMap { $0.isEmpty ? nil : $0 }
        return NewAttachment(
            name: name,
            mediaType: mediaType ?? "application/octet-stream",
            path: kept.path,
            state: kept.state,
            // The catalogue gives it to whom it is of.
            ownership: Ownership(ownerID: 0, groupID: 0)
        )
    }
}
