package import HTTP
import Kernel
import Repository
package import WebAccess
import WebGateway

/// Files that pages load, where no front server takes them from its own folder: those of the program,
/// then those of folders that the operator names.
package struct StaticFileEndpoint: Endpoint {
    private let answers: [String: (response: Response, tag: EntityTag)]
    private let folders: StaticFolders

    package init(_ folders: StaticFolders = StaticFolders([])) {
        self.folders = folders
        let entries = StaticAsset.all.map { asset in
            let tag = EntityTag(Digest.hexadecimal(of: asset.bytes))
            let response = Response(
                .ok,
                Self.fields(asset.contentType, Validators(tag)),
                body: .bytes(asset.bytes)
            )
            return (asset.path, (response, tag))
        }
        answers = Dictionary(uniqueKeysWithValues: entries)
    }

    package func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response? { own(request, parameters) }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        if let response = own(request, parameters) { return response }
        let path = parameters.text("path") ?? ""
        guard let file = folders.open(path) else {
            throw Refusal(.notFound, "There is no static file \(path)")
        }
        let state = FileState(file.identity)
        let validators = Validators(
            EntityTag(FileState.version(of: [state])),
            modifiedSeconds: Int(state.modifiedNanoseconds / 1_000_000_000)
        )
        let fields = Self.fields(StaticMediaType.ofFile(named: path), validators)
        switch Preconditions.verdict(request, validators) {
        case .failed: return Response(.preconditionFailed, fields)
        case .notModified: return Response(.notModified, fields)
        case .proceed:
            return Response(.ok, fields, body: .file(SentFile(file), range: 0..<file.sizeBytes))
        }
    }

    private func own(_ request: Request, _ parameters: RouteParameters) -> Response? {
        guard let (response, tag) = answers[parameters.text("path") ?? ""] else { return nil }
        guard Preconditions.isNotModified(request, tag: tag) else { return response }
        return Response(.notModified, response.fields)
    }

    private static func fields(_ type: String, _ validators: Validators) -> [ResponseField] {
        var fields = [
            ResponseField("Content-Type", type),
            ResponseField("ETag", validators.tag.text),
            ResponseField("Cache-Control", "public, max-age=300"),
            ResponseField("X-Content-Type-Options", "nosniff"),
        ]
        if let seconds = validators.modifiedSeconds {
            fields.append(ResponseField("Last-Modified", HTTPDate.text(unixSeconds: seconds)))
        }
        return fields
    }
}
