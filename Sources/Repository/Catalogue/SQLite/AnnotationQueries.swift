/// The questions about annotations.
enum AnnotationQueries {
    /// The columns in the order in which `AnnotationRow` reads them.
    static let columns = """
        annotation.id, type, ns, annotation.description, textvalue, longvalue, doublevalue,
            boolvalue, timevalue, file, annotation.owner_id, annotation.group_id,
            annotation.created, linkcount
        """

    static let one = "SELECT \(columns) FROM annotation WHERE id = ?"
    static let pairs = """
        SELECT name, value FROM annotation_mapvalue WHERE annotation = ? ORDER BY position
        """

    /// Links of one thing (1), in one namespace (2) or any.
    static func links(of kind: ObjectKind) -> String {
        """
        SELECT link.id, link.owner_id, link.created, \(columns)
        FROM \(kind.annotationLink) AS link
        CROSS JOIN annotation ON annotation.id = link.child
        WHERE link.parent = ?1 AND (?2 IS NULL OR annotation.ns = ?2) ORDER BY link.id
        """
    }

    static func annotated(_ kind: ObjectKind) -> String {
        """
        SELECT DISTINCT parent FROM \(kind.annotationLink)
        WHERE child = ? AND parent > ? ORDER BY parent LIMIT ?
        """
    }

    static func count(_ condition: String) -> String {
        "SELECT count(*) FROM annotation WHERE type = ?\(condition)"
    }

    static func page(_ condition: String) -> String {
        """
        SELECT \(columns) FROM annotation INDEXED BY annotation_type
        WHERE type = ?\(condition) ORDER BY textvalue, id LIMIT ? OFFSET ?
        """
    }

    /// Those of a namespace (1) that hold files, by their numbers, some of them (2).
    static func inNamespace(_ condition: String) -> String {
        """
        SELECT \(columns) FROM annotation INDEXED BY annotation_ns
        WHERE ns = ? AND type = 'file'\(condition) ORDER BY id LIMIT ?
        """
    }

    static func condition(_ filter: ListFilter) -> String {
        var conditions: [String] = []
        if let owner = filter.ownerID { conditions.append("owner_id = \(owner)") }
        if let group = filter.groupID { conditions.append("group_id = \(group)") }
        if filter.isOrphaned {
            conditions.append(
                """
                NOT EXISTS (
                    SELECT 1 FROM annotationannotationlink AS link WHERE link.child = annotation.id
                )
                """
            )
        }
        if case .limited(let user, let readable, let own) = filter.visibility {
            let readable = readable.sorted().map(String.init).joined(separator: ",")
            let own = own.sorted().map(String.init).joined(separator: ",")
            conditions.append(
                "(group_id IN (\(readable)) OR owner_id = \(user) AND group_id IN (\(own)))"
            )
        }
        return conditions.map { " AND \($0)" }.joined()
    }
}

extension ObjectKind {
    /// The table of links from things of this kind to annotations.
    var annotationLink: String { "\(rawValue)annotationlink" }
}
