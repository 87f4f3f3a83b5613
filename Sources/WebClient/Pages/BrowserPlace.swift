import HTTP

/// What a page of the browser shows, as its address says.
enum BrowserPlace: Equatable {
    case everything
    case project(Int)
    case dataset(Int)
    case screen(Int)
    case plate(Int)

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
        self = .everything
    }

    /// The query that leads there; empty for everything.
    var query: String {
        switch self {
        case .everything: ""
        case .project(let id): "?project=\(id)"
        case .dataset(let id): "?dataset=\(id)"
        case .screen(let id): "?screen=\(id)"
        case .plate(let id): "?plate=\(id)"
        }
    }
}
