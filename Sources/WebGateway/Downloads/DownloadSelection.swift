import HTTP
import Repository
import WebAccess

/// The images that a request for downloads names: by the path, or in the query one by one, by wells
/// or by containers; of those only what the visitor sees.
struct DownloadSelection {
    /// What is named in the query, each with its numbers; OMERO knows the first two.
    private static let kinds: [ObjectKind] = [
        .image, .well, .plate, .dataset, .project, .screen,
    ]
    /// Images of one download.
    static let imagesMax = 20_000

    private let named: [(kind: ObjectKind, id: Int?, word: String)]
    /// Which field of each well.
    private let field: Int
    private let seen: SeenImages

    init(
        _ request: Request,
        _ parameters: RouteParameters,
        _ catalogue: any Catalogue,
        _ visitor: Visitor
    ) throws {
        seen = SeenImages(catalogue: catalogue, visitor: visitor)
        let query = try QueryParameters(query: request.target.query)
        field = query.integer("index") ?? 0
        if let id = parameters.integer("id") {
            let kind = parameters.text("kind").flatMap(Self.kind) ?? .image
            named = [(kind, id, "\(id)")]
        } else {
            named = Self.kinds.flatMap { kind in
                query.all(kind.rawValue).map { (kind, Int($0), $0) }
            }
        }
    }

    /// The kinds of containers as `render_ome_tiff` abbreviates them.
    private static func kind(_ letter: String) -> ObjectKind? {
        switch letter {
        case "p": .project
        case "d": .dataset
        case "w": .well
        case "i": .image
        default: nil
        }
    }

    var isEmpty: Bool { named.isEmpty }
    /// The numbers as the client wrote them.
    var words: String { named.map(\.word).joined(separator: ", ") }

    /// The images in the order they were named, none twice.
    ///
    /// - Throws: `Refusal` for more than `imagesMax`.
    func images() throws -> [ImageRecord] {
        var images: [ImageRecord] = []
        var known: Set<Int> = []
        for case (let kind, let id?, _) in named {
            try seen.visit(ObjectReference(kind, id), field: field) { image in
                guard known.insert(image.id).inserted else { return }
                guard images.count < Self.imagesMax else {
                    throw Refusal(.forbidden, "More than \(Self.imagesMax) images in one download")
                }
                images.append(image)
            }
        }
        return images
    }
}
