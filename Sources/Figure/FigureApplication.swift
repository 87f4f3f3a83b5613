import HTTP
import JSON
package import Repository
package import WebAccess
package import WebClient
package import WebGateway

/// What the endpoints of OMERO.figure share.
package struct FigureApplication: Sendable {
    let gateway: Gateway
    let catalogue: any Catalogue
    let people: any People
    let files: AttachmentFolder
    let page: PageContext
    let cookies: CookieRules
    /// Where the editor's own files lie, when it is installed.
    let folders: StaticFolders
    /// Channels that the editor shows at a time.
    let activeChannels: Int

    /// The namespace of annotations that hold figures (OMERO.figure).
    static let namespace = AnnotationNamespace.figure
    /// Most bytes of one figure.
    static let bytesMax = JSONReader.bytesMax
    /// Most figures of one list.
    static let listMax = 10_000
    /// Most images of one question.
    static let imagesMax = 1000

    package init(
        _ gateway: Gateway,
        _ catalogue: any Catalogue & People,
        _ files: AttachmentFolder,
        _ page: PageContext,
        _ cookies: CookieRules,
        _ folders: StaticFolders,
        activeChannels: Int
    ) {
        self.gateway = gateway
        self.catalogue = catalogue
        people = catalogue
        self.files = files
        self.page = page
        self.cookies = cookies
        self.folders = folders
        self.activeChannels = activeChannels
    }

    /// The figure of that number with its bytes; refuses what the visitor does not see.
    func figure(_ id: Int, _ visitor: Visitor) throws -> AnnotatedFile {
        guard let annotation = try catalogue.annotation(id),
            annotation.namespace == Self.namespace, visitor.may(.view, annotation.ownership),
            case .file(let fileID) = annotation.value,
            let file = try catalogue.attachment(fileID)
        else { throw Self.missing(id) }
        return AnnotatedFile(annotation: annotation, file: file)
    }

    static func missing(_ id: Int) -> Refusal {
        Refusal(.notFound, "Figure File-Annotation \(id) not found")
    }
}
