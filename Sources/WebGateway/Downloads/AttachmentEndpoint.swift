package import HTTP
import Kernel
package import Repository
package import WebAccess

/// Files that are attached to things: by the number of the annotation, or of the file.
package struct AttachmentEndpoint: Endpoint {
    package enum Form: Sendable {
        /// `annotation`: named by the annotation.
        case annotation
        /// `get_original_file`: what no browser can be harmed by is shown.
        case shown
        /// `download_original_file`
        case kept
    }

    private let catalogue: any Catalogue
    private let form: Form

    package init(_ catalogue: any Catalogue, _ form: Form) {
        self.catalogue = catalogue
        self.form = form
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let attachment = try attachment(parameters.integer("id") ?? 0, visitor)
        let file = try File.open(attachment.path)
        let name = DownloadName.plain(attachment.name)
        let shown = form == .shown ? AttachmentMedia.shownType(attachment.mediaType) : nil
        return try FileDownload(
            of: file,
            named: name,
            mediaType: shown ?? FileDownload.anyMediaType,
            isShown: shown != nil
        ).response(to: request)
    }

    /// Who sees an annotation may still not be allowed to have its file.
    private func attachment(_ id: Int, _ visitor: Visitor) throws -> AttachmentRecord {
        let file = try form == .annotation ? annotatedFile(id, visitor) : id
        guard let file, let attachment = try catalogue.attachment(file),
            visitor.mayDownload(attachment)
        else {
            let kind = form == .annotation ? "FileAnnotation" : "OriginalFile"
            throw Refusal(.notFound, "\(kind):\(id) not found")
        }
        return attachment
    }

    private func annotatedFile(_ id: Int, _ visitor: Visitor) throws -> Int? {
        guard let annotation = try catalogue.annotation(id),
            visitor.may(.view, annotation.ownership), case .file(let file) = annotation.value
        else { return nil }
        return file
    }
}

/// Which stored files a browser may show.
enum AttachmentMedia {
    /// What runs no script and starts no program.
    private static let shown: Set<String> = [
        "image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp", "application/json",
    ]

    /// The type to show a file as; nil for one that is only downloaded, such as any HTML or SVG.
    static func shownType(_ type: String?) -> String? {
        guard let type = type?.lowercased().split(separator: ";").first.map(String.init) else {
            return nil
        }
        if shown.contains(type) { return type }
        let isMarkup = ["html", "xml", "svg"].contains { type.contains($0) }
        return type.hasPrefix("text/") && !isMarkup ? "text/plain; charset=utf-8" : nil
    }
}
