import Archives
package import HTTP
import Kernel
package import Repository
package import WebAccess

/// `archived_files/download`: the files that images were imported from, one as it is, several as a
/// zip file; statuses and texts are OMERO's.
package struct ArchivedFilesEndpoint: Endpoint {
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
        let images = try images(request, parameters, visitor)
        guard images.allSatisfy(visitor.mayDownload) else { return Response(.notFound) }
        let files = try OriginalFiles(of: images, catalogue)
        guard let first = files.found.first else {
            throw Refusal(
                .notFound,
                "Tried downloading archived files from image with no files archived."
            )
        }
        guard files.found.count > 1 else { return try single(first, request) }
        let limit = gateway.limits.multifileBytes
        guard files.byteCount <= limit else {
            throw Refusal(
                .forbidden,
                "Total size of files \(files.byteCount) is larger than \(limit)."
                    + " Try requesting fewer files."
            )
        }
        let query = try QueryParameters(query: request.target.query)
        let name = query.first("zipname") ?? images.first?.name ?? ""
        return try archive(files.found, named: name).response(to: request)
    }

    private func images(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> [ImageRecord] {
        let selection = try DownloadSelection(request, parameters, catalogue, visitor)
        guard !selection.isEmpty else { throw Refusal.nothingRequested }
        let images = try selection.images()
        guard !images.isEmpty else {
            throw Refusal(
                .notFound,
                "Cannot download archived file because Images not found (ids: \(selection.words))"
            )
        }
        return images
    }

    private func single(_ found: OriginalFiles.Found, _ request: Request) throws -> Response {
        let file = try File.open(found.file.path)
        return try FileDownload(of: file, named: DownloadName.plain(found.name))
            .response(to: request)
    }

    private func archive(_ files: [OriginalFiles.Found], named name: String) -> FileDownload {
        let states = files.map { FileState($0.file.identity) }
        let members = zip(files, states).map { found, state in
            ZipMember(found.name, found.file, modifiedSeconds: state.modifiedSeconds)
        }
        return FileDownload(
            zip: members,
            versions: [FileState.version(of: states)],
            named: name,
            modifiedSeconds: states.map(\.modifiedSeconds).max()
        )
    }
}

extension Refusal {
    /// OMERO's words for a download of nothing.
    static let nothingRequested = Refusal(
        .badRequest,
        "No images or wells specified in request. Use ?image=123 or ?well=123"
    )
}
