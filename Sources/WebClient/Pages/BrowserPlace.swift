import HTTP
import Repository

/// What a page of the browser shows, as its address says.
enum BrowserPlace: Equatable {
    case everything
    case project(Int)
    case dataset(Int)
    case screen(Int)
    case plate(Int)
    /// Some images, by their numbers.
    case images([Int])

    /// The first of these that the query names; what it names wrongly is not there.
    init(_ query: QueryParameters) {
        let kinds: [(name: String, place: (Int) -> BrowserPlace)] = [
            ("dataset", BrowserPlace.dataset), ("project", BrowserPlace.project),
            ("plate", BrowserPlace.plate), ("screen", BrowserPlace.screen),
        ]
        for (name, place) in kinds {
            guard let text = query.first(name) else { continue }
            self = place(Int(text) ?? -1)
            return
        }
        self = query.first("show").flatMap { BrowserPlace(shown: $0) } ?? .everything
    }

    /// What OMERO's links select, such as `dataset-3` or `image-1|image-2`; the first decides.
    private init?(shown text: String) {
        let parts = text.split(separator: "|").prefix(Self.imagesMax)
        let things = parts.compactMap { part -> (kind: Substring, id: Int)? in
            let words = part.split(separator: "-", maxSplits: 1)
            guard words.count == 2, let id = Int(words[1]) else { return nil }
            return (words[0], id)
        }
        guard let first = things.first else { return nil }
        switch first.kind {
        case "project": self = .project(first.id)
        case "dataset": self = .dataset(first.id)
        case "screen": self = .screen(first.id)
        case "plate": self = .plate(first.id)
        case "image": self = .images(things.filter { $0.kind == "image" }.map(\.id).sorted())
        default: return nil
        }
    }

    /// Most images that a link selects.
    private static let imagesMax = 1000

    /// The container that is shown; nil for images of any.
    var container: ObjectReference? {
        switch self {
        case .everything, .images: nil
        case .project(let id): ObjectReference(.project, id)
        case .dataset(let id): ObjectReference(.dataset, id)
        case .screen(let id): ObjectReference(.screen, id)
        case .plate(let id): ObjectReference(.plate, id)
        }
    }

    /// The query that leads there; empty for everything.
    var query: String {
        switch self {
        case .everything: ""
        case .project(let id): "?project=\(id)"
        case .dataset(let id): "?dataset=\(id)"
        case .screen(let id): "?screen=\(id)"
        case .plate(let id): "?plate=\(id)"
        case .images(let ids):
            "?show=" + ids.map { "image-\($0)" }.joined(separator: "%7C")
        }
    }
}
