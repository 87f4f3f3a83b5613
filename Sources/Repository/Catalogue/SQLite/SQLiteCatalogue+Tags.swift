import SQLite

extension SQLiteCatalogue {
    package func tags(
        _ filter: ListFilter,
        inSet set: Int?,
        offset: Int,
        limit: Int
    ) throws -> Listed<TagRecord> {
        let condition = TagQueries.condition(filter, inSet: set)
        return try database.read { connection in
            let count = try connection.row(TagQueries.count(condition)) { try $0.next(Int.self) }
            let text = TagQueries.page(condition, filter.visibility)
            let records = try connection.rows(text, limit, offset) { row in
                TagRecord(
                    annotation: try AnnotationRow(row: &row).record(pairs: []),
                    childCount: try row.next()
                )
            }
            return Listed(records: records, totalCount: count ?? 0)
        }
    }

    package func tagged(
        _ kind: ObjectKind,
        by tag: Int,
        _ filter: ListFilter,
        offset: Int,
        limit: Int
    ) throws -> [Int] {
        try database.read { connection in
            try connection.rows(TagQueries.tagged(kind, filter), tag, limit, offset) {
                try $0.next(Int.self)
            }
        }
    }

    package func parents(
        ofAll children: [Int],
        _ link: TreeLink,
        _ visibility: Visibility
    ) throws -> [PlacedLinks] {
        let text = TagQueries.parents(link, visibility)
        return try database.read { connection in
            try children.flatMap { child in
                try connection.rows(text, child) { row in
                    PlacedLinks(link, parent: try row.next(), children: [child])
                }
            }
        }
    }

    package func tags(ofSets sets: [Int], _ visibility: Visibility) throws -> [Int: [Int]] {
        let text = TagQueries.children(visibility)
        return try database.read { connection in
            let pairs = try sets.map { set in
                (set, try connection.rows(text, set) { try $0.next(Int.self) })
            }
            return Dictionary(pairs) { first, _ in first }
        }
    }
}
