package import HTTP
package import Repository
package import WebAccess

/// `load_searching/form/`: what bears all words of a query, the newest first, as a table.
package struct SearchEndpoint: Endpoint {
    private let catalogue: any Catalogue
    private let people: any People
    private let context: PageContext

    /// Most things of each type in an answer.
    static let resultsMax = 200
    /// Most things of each type that are looked at, when owners or days leave out some.
    static let candidatesMax = 10_000

    package init(_ catalogue: any Catalogue & People, _ context: PageContext) {
        self.catalogue = catalogue
        people = catalogue
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        guard let form = try SearchForm(query) else {
            return .fragment("<p class=\"empty\">No search '?query' included</p>\n")
        }
        var results = try byNumber(form, visitor)
        var hasMore = false
        if let words = SearchWords(form.text) {
            let named = Set(results.map(\.object))
            for kind in form.kinds where kind != .well {
                let found = try byWords(words, kind, form, visitor)
                hasMore = hasMore || found.count > Self.resultsMax
                results += found.prefix(Self.resultsMax).filter { !named.contains($0.object) }
            }
        }
        let groups = try people.groups().map { ($0.id, $0.name) }
        return .fragment(
            SearchRows(
                context: context,
                results: results,
                hasMore: hasMore,
                classes: results.map { visitor.permissionsCSS($0.ownership) },
                groupNames: Dictionary(groups, uniquingKeysWith: { first, _ in first })
            ).html
        )
    }

    /// A query of numbers alone asks for things by their numbers as well, whatever their group.
    private func byNumber(_ form: SearchForm, _ visitor: Visitor) throws -> [SearchResult] {
        try form.ids.flatMap { id in
            try form.kinds.compactMap { kind in
                try SearchResult(ObjectReference(kind, id), catalogue)
            }
        }.filter { visitor.may(.view, $0.ownership) }
    }

    /// One more than are shown, which tells whether there are more.
    private func byWords(
        _ words: SearchWords,
        _ kind: ObjectKind,
        _ form: SearchForm,
        _ visitor: Visitor
    ) throws -> [SearchResult] {
        var results: [SearchResult] = []
        var before: Int?
        var looked = 0
        while results.count <= Self.resultsMax, looked < Self.candidatesMax {
            let ids = try catalogue.search(
                kind,
                for: words,
                in: form.fields,
                Visibility(of: visitor.actor),
                before: before,
                limit: Self.resultsMax + 1
            )
            guard let last = ids.last else { break }
            results += try ids.compactMap { try SearchResult(ObjectReference(kind, $0), catalogue) }
                .filter { visitor.may(.view, $0.ownership) && $0.fits(form) }
            before = last
            looked += ids.count
        }
        return results
    }
}
