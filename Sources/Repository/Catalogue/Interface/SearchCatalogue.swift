/// The search for words.
package protocol SearchCatalogue: Sendable {
    /// The numbers of things that bear all of the words in names, descriptions or annotations.
    ///
    /// The newest come first; the page after one starts before its last number.
    ///
    /// - Parameters:
    ///   - fields: where the words have to be.
    ///   - before: only smaller numbers; nil from the newest.
    /// - Throws: `RepositoryError.cannot` for kinds without names.
    func search(
        _ kind: ObjectKind,
        for words: SearchWords,
        in fields: SearchFields,
        _ visibility: Visibility,
        before: Int?,
        limit: Int
    ) throws -> [Int]
}

extension SearchCatalogue {
    /// In all fields.
    package func search(
        _ kind: ObjectKind,
        for words: SearchWords,
        _ visibility: Visibility,
        before: Int?,
        limit: Int
    ) throws -> [Int] {
        try search(kind, for: words, in: .all, visibility, before: before, limit: limit)
    }
}

/// Where words may be.
package struct SearchFields: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let name = SearchFields(rawValue: 1)
    package static let description = SearchFields(rawValue: 2)
    package static let annotations = SearchFields(rawValue: 4)
    package static let all: SearchFields = [.name, .description, .annotations]
}

/// What is searched for: words, all of which must be there; `cell*` stands for all that begin so.
///
/// A word such as `a_01.tif` means its parts in their order.
package struct SearchWords: Sendable, Equatable {
    let terms: [String]

    /// Words of one search; more are none.
    package static let termsMax = 16

    /// Nil when there is nothing to look for.
    package init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).filter { word in
            word.contains { $0.isLetter || $0.isNumber }
        }
        guard !words.isEmpty, words.count <= Self.termsMax else { return nil }
        terms = words.map(String.init)
    }

    /// In SQLite's language of full-text queries, where quotes take away any meaning but a word's.
    var matching: String {
        terms.map { term in
            let isPrefix = term.hasSuffix("*")
            let quoted = term.filter { $0 != "*" && $0 != "\0" }
                .replacing("\"", with: "\"\"")
            return "\"\(quoted)\"" + (isPrefix ? "*" : "")
        }.joined(separator: " AND ")
    }
}

extension Visibility {
    /// Nil when everything may be seen, else the words of which one must be in a row's scope.
    var matchingScope: String? {
        guard case .limited(let user, let readable, let own) = self else { return nil }
        let words =
            readable.sorted().map { "g\($0)" }
            + own.subtracting(readable).sorted().map { "g\($0)o\(user)" }
        // A word that no row has, for those who may see nothing.
        return words.isEmpty ? "nothing" : words.joined(separator: " OR ")
    }
}
