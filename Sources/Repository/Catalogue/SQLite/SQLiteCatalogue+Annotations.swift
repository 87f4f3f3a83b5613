import SQLite

extension SQLiteCatalogue {
    package func annotation(_ id: Int) throws -> AnnotationRecord? {
        try database.read { try annotation(id, $0) }
    }

    private func annotation(_ id: Int, _ connection: Connection) throws -> AnnotationRecord? {
        try connection.row(AnnotationQueries.one, id) { try AnnotationRow(row: &$0) }
            .map { try complete($0, connection) }
    }

    /// Adds the pairs, which lie in a table of their own.
    private func complete(
        _ row: AnnotationRow,
        _ connection: Connection
    ) throws -> AnnotationRecord {
        guard row.type == .map else { return try row.record(pairs: []) }
        let pairs = try connection.rows(AnnotationQueries.pairs, row.id) {
            KeyValuePair(try $0.next(), try $0.next())
        }
        return try row.record(pairs: pairs)
    }

    package func annotations(
        of kind: ObjectKind,
        _ ids: [Int],
        types: Set<AnnotationType>?,
        namespace: String?
    ) throws -> [AnnotationLinkRecord] {
        let text = AnnotationQueries.links(of: kind)
        return try database.read { connection in
            try ids.flatMap { id in
                let links = try connection.rows(text, id, namespace) { row in
                    (
                        id: try row.next(Int.self), ownerID: try row.next(Int.self),
                        createdSeconds: try row.next(Int.self), row: try AnnotationRow(row: &row)
                    )
                }
                let wanted = links.filter { types?.contains($0.row.type) ?? true }
                return try wanted.map { link in
                    AnnotationLinkRecord(
                        id: link.id,
                        parent: ObjectReference(kind, id),
                        annotation: try complete(link.row, connection),
                        ownerID: link.ownerID,
                        createdSeconds: link.createdSeconds
                    )
                }
            }
        }
    }

    package func annotations(
        _ type: AnnotationType,
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> Listed<AnnotationRecord> {
        let condition = AnnotationQueries.condition(filter)
        return try database.read { connection in
            let count = try connection.row(AnnotationQueries.count(condition), type.rawValue) {
                try $0.next(Int.self)
            }
            let rows = try connection.rows(
                AnnotationQueries.page(condition),
                type.rawValue,
                limit,
                offset
            ) { try AnnotationRow(row: &$0) }
            return Listed(
                records: try rows.map { try complete($0, connection) },
                totalCount: count ?? 0
            )
        }
    }

    package func annotated(
        _ kind: ObjectKind,
        by annotation: Int,
        after id: Int,
        limit: Int
    ) throws -> [Int] {
        try database.read { connection in
            try connection.rows(AnnotationQueries.annotated(kind), annotation, id, limit) {
                try $0.next(Int.self)
            }
        }
    }
}
