package import HTTP
import Kernel
package import Repository
package import WebAccess

/// `archived_files/download`: the one file an image was imported from, sent by the kernel.
package struct OriginalFileEndpoint: Endpoint {
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
        let record = try gateway.record(parameters, visitor)
        guard visitor.may(.downloadOriginal, record) else {
            throw Refusal(.notFound, "Image:\(record.id) not found")
        }
        let files = try catalogue.originalFiles(ofFileset: record.filesetID)
        guard files.count == 1, let original = files.first else {
            throw Refusal(
                .notFound,
                "Image:\(record.id) was imported from \(files.count) files;"
                    + " only single ones are sent"
            )
        }
        guard try !FileIdentity.of(path: original.path).isDirectory else {
            throw Refusal(
                .notFound,
                "Image:\(record.id) was imported from a folder; only single files are sent"
            )
        }
        let file = SentFile(try File.open(original.path))
        return Response(
            .ok,
            [
                ResponseField("Content-Type", "application/force-download"),
                ResponseField("Content-Disposition", Self.disposition(original.path)),
            ],
            body: .file(file, range: 0..<file.sizeBytes)
        )
    }

    /// A plain name for old clients, and the whole one as RFC 6266 has it.
    static func disposition(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? "file"
        let plain = String(
            name.unicodeScalars.map { scalar in
                let isPlain =
                    (0x21..<0x7F).contains(scalar.value)
                    && !"\"\\;,".unicodeScalars.contains(scalar)
                return isPlain ? Character(scalar) : "_"
            }
        )
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(name))"
    }
}

/// A file on disk as the body of a response.
private final class SentFile: BodyFile {
    private let file: File

    init(_ file: File) { self.file = file }

    var descriptor: Int32 { file.descriptor.number }
    var sizeBytes: Int { file.sizeBytes }
}
