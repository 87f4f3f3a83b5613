import SQLite

extension SQLiteCatalogue {
    package func search(
        _ kind: ObjectKind,
        for words: SearchWords,
        in fields: SearchFields,
        _ visibility: Visibility,
        before: Int?,
        limit: Int
    ) throws -> [Int] {
        guard SearchQueries.hasWords(kind) else {
            throw RepositoryError.cannot(action: "searched for", kind)
        }
        let columns = SearchQueries.columns(of: fields)
        let scope = visibility.matchingScope.map { " AND scope : (\($0))" } ?? ""
        let named = "{\(columns)} : (\(words.matching))\(scope)"
        let annotated = "{\(SearchQueries.annotationColumns)} : (\(words.matching))\(scope)"
        return try database.read { connection in
            let before = before ?? Int.max
            let read = { (row: inout Row) throws -> Int in try row.next() }
            var ids: [Int] = []
            if !columns.isEmpty {
                let text = SearchQueries.named(kind)
                ids = try connection.rows(text, named, before, limit, read: read)
            }
            guard fields.contains(.annotations) else { return ids }
            let annotations =
                try connection.rows(SearchQueries.annotations, annotated, read: read)
                + connection.rows(SearchQueries.pairs(visibility), words.matching, read: read)
            if !annotations.isEmpty {
                let text = SearchQueries.annotated(kind, Set(annotations).sorted())
                ids += try connection.rows(text, before, limit, read: read)
            }
            return Array(Set(ids).sorted(by: >).prefix(limit))
        }
    }
}

/// The questions of the search; each answers from the newest on and stops at its limit.
enum SearchQueries {
    /// Annotations that are followed to what they annotate: the newest that match.
    static let annotationsMax = 100

    static let annotationColumns = "ns textvalue description"

    /// Whether the words of such things are kept.
    static func hasWords(_ kind: ObjectKind) -> Bool {
        switch kind {
        case .project, .dataset, .image, .screen, .plate: true
        default: false
        }
    }

    /// The columns of a thing's own words; empty when none of them is wanted.
    static func columns(of fields: SearchFields) -> String {
        let columns = [
            fields.contains(.name) ? "name" : nil,
            fields.contains(.description) ? "description" : nil,
        ]
        return columns.compactMap { $0 }.joined(separator: " ")
    }

    static func named(_ kind: ObjectKind) -> String {
        let index = "\(kind.rawValue)words"
        return """
            SELECT rowid FROM \(index) WHERE \(index) MATCH ? AND rowid < ?
            ORDER BY rowid DESC LIMIT ?
            """
    }

    static let annotations = """
        SELECT rowid FROM annotationwords WHERE annotationwords MATCH ?
        ORDER BY rowid DESC LIMIT \(annotationsMax)
        """

    /// Map annotations with a pair that bears the words, once for each such pair.
    static func pairs(_ visibility: Visibility) -> String {
        """
        SELECT annotation.id FROM mapvaluewords
        CROSS JOIN annotation ON annotation.id = mapvaluewords.rowid >> 12
        WHERE mapvaluewords MATCH ?\(AnnotationQueries.condition(ListFilter(visibility)))
        ORDER BY mapvaluewords.rowid DESC LIMIT \(annotationsMax)
        """
    }

    /// Merges what lies in order below each annotation.
    static func annotated(_ kind: ObjectKind, _ annotations: [Int]) -> String {
        let parts = annotations.map { id in
            "SELECT parent FROM \(kind.annotationLink) WHERE child = \(id) AND parent < ?1"
        }
        return parts.joined(separator: " UNION ") + " ORDER BY parent DESC LIMIT ?2"
    }
}
