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
    private static let pageCount = 500

    private let named: [(kind: ObjectKind, id: Int?, word: String)]
    /// Which field of each well.
    private let field: Int
    private let catalogue: any Catalogue
    private let visitor: Visitor

    init(
        _ request: Request,
        _ parameters: RouteParameters,
        _ catalogue: any Catalogue,
        _ visitor: Visitor
    ) throws {
        self.catalogue = catalogue
        self.visitor = visitor
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
        var seen: Set<Int> = []
        for case (let kind, let id?, _) in named {
            try visit(kind, id) { image in
                guard seen.insert(image.id).inserted else { return }
                guard images.count < Self.imagesMax else {
                    throw Refusal(.forbidden, "More than \(Self.imagesMax) images in one download")
                }
                images.append(image)
            }
        }
        return images
    }

    private typealias Visit = (ImageRecord) throws -> Void

    private func visit(_ kind: ObjectKind, _ id: Int, _ body: Visit) throws {
        switch kind {
        case .image: try visitImages([id], body)
        case .well: try visitImages(imageOfWell(id), body)
        case .plate: try visitPlate(id, body)
        case .dataset: try visitDataset(id, body)
        case .project:
            guard try sees(ObjectReference(.project, id)) else { return }
            try visitAll({ try catalogue.datasets(inProject: id, ownerID: nil, $0) }) {
                try visitDataset($0.id, body)
            }
        case .screen:
            guard try sees(ObjectReference(.screen, id)) else { return }
            try visitAll({ try catalogue.plates(inScreen: id, ownerID: nil, $0) }) {
                try visitPlate($0.id, body)
            }
        default: return
        }
    }

    private func visitImages(_ ids: [Int], _ body: Visit) throws {
        for id in ids {
            guard let image = try catalogue.image(id), visitor.may(.view, image) else { continue }
            try body(image)
        }
    }

    /// The image in the wanted field of a well; none where it has no such field.
    private func imageOfWell(_ id: Int) throws -> [Int] {
        guard let well = try catalogue.well(id), visitor.may(.view, well.ownership),
            well.samples.indices.contains(field)
        else { return [] }
        return [well.samples[field].imageID]
    }

    private func visitPlate(_ id: Int, _ body: Visit) throws {
        guard try sees(ObjectReference(.plate, id)) else { return }
        try visitImages(catalogue.imageIDs(ofPlate: id), body)
    }

    private func visitDataset(_ id: Int, _ body: Visit) throws {
        guard try sees(ObjectReference(.dataset, id)) else { return }
        let visibility = Visibility(of: visitor.actor)
        var last = 0
        while true {
            let page = try catalogue.images(
                inDataset: id,
                after: last,
                limit: Self.pageCount,
                visibleTo: visibility
            )
            for image in page { try body(image) }
            guard page.count == Self.pageCount, let end = page.last else { return }
            last = end.id
        }
    }

    /// Everything that a list holds, page by page.
    private func visitAll<Record: Sendable>(
        _ list: (ListPage) throws -> Listed<Record>?,
        _ body: (Record) throws -> Void
    ) throws {
        var offset = 0
        while true {
            let page = try list(ListPage(.offset(offset), limit: Self.pageCount))
            guard let records = page?.records, !records.isEmpty else { return }
            for record in records { try body(record) }
            offset += records.count
        }
    }

    private func sees(_ object: ObjectReference) throws -> Bool {
        guard let ownership = try catalogue.ownership(of: object) else { return false }
        return visitor.may(.view, ownership)
    }
}
