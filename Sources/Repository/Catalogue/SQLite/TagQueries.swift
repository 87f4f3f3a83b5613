/// The questions about tags, sets of tags and what has them.
///
/// Namespaces and visibilities are the program's own texts and numbers, and stand in the text.
enum TagQueries {
    private static let set = "'\(AnnotationNamespace.tagSet)'"

    static func count(_ condition: String) -> String {
        "SELECT count(*) FROM annotation WHERE type = 'tag'\(condition)"
    }

    /// Tags with how much of what is below them is seen.
    static func page(_ condition: String, _ visibility: Visibility) -> String {
        """
        SELECT \(AnnotationQueries.columns), CASE WHEN ns IS \(set) THEN (
            SELECT count(DISTINCT link.child) FROM annotationannotationlink AS link
            CROSS JOIN annotation AS tag ON tag.id = link.child
            WHERE link.parent = annotation.id AND tag.type = 'tag'
            AND \(visibility.condition(on: "tag"))
        ) ELSE (
            SELECT count(DISTINCT link.parent) FROM imageannotationlink AS link
            CROSS JOIN image ON image.id = link.parent
            WHERE link.child = annotation.id AND \(visibility.condition(on: "image"))
        ) END
        FROM annotation WHERE type = 'tag'\(condition) ORDER BY annotation.id LIMIT ? OFFSET ?
        """
    }

    static func condition(_ filter: ListFilter, inSet setID: Int?) -> String {
        var conditions = [filter.visibility.condition(on: "annotation")]
        if let owner = filter.ownerID { conditions.append("annotation.owner_id = \(owner)") }
        if let group = filter.groupID { conditions.append("annotation.group_id = \(group)") }
        if let setID {
            conditions.append(
                "annotation.id IN "
                    + "(SELECT child FROM annotationannotationlink WHERE parent = \(setID))"
            )
        }
        if filter.isOrphaned {
            conditions.append(
                """
                NOT EXISTS (
                    SELECT 1 FROM annotationannotationlink AS link
                    CROSS JOIN annotation AS tagset ON tagset.id = link.parent
                    WHERE link.child = annotation.id AND tagset.ns = \(set)
                )
                """
            )
        }
        return conditions.map { " AND \($0)" }.joined()
    }

    /// The things of a kind that have an annotation (1), of a page (2, 3).
    static func tagged(_ kind: ObjectKind, _ filter: ListFilter) -> String {
        let table = kind.rawValue
        let isOnPlate = kind == .well || kind == .plateAcquisition
        let owned = isOnPlate ? "plate" : table
        var conditions = [filter.visibility.condition(on: owned)]
        if let owner = filter.ownerID { conditions.append("\(owned).owner_id = \(owner)") }
        if let group = filter.groupID { conditions.append("\(owned).group_id = \(group)") }
        let join = isOnPlate ? " CROSS JOIN plate ON plate.id = \(table).plate" : ""
        return """
            SELECT \(table).id FROM \(table)\(join)
            WHERE \(table).id IN (SELECT parent FROM \(kind.annotationLink) WHERE child = ?)
            AND \(conditions.joined(separator: " AND "))
            ORDER BY \(order(kind)), \(table).id LIMIT ? OFFSET ?
            """
    }

    private static func order(_ kind: ObjectKind) -> String {
        switch kind {
        case .well: "well.\"row\", well.\"column\""
        case .plateAcquisition: "plateacquisition.name IS NULL, lower(plateacquisition.name)"
        default: "\(kind.rawValue).sortname"
        }
    }

    /// What holds a thing (1), by numbers.
    static func parents(_ link: TreeLink, _ visibility: Visibility) -> String {
        let (table, columns) = (link.parent.rawValue, link.columns)
        let isSet = link == .tagSet ? " AND parent.ns = \(set)" : ""
        return """
            SELECT DISTINCT parent.id FROM \(link.table) AS link
            CROSS JOIN \(table) AS parent ON parent.id = link.\(columns.parent)
            WHERE link.\(columns.child) = ?\(isSet)
            AND \(visibility.condition(on: "parent")) ORDER BY parent.id
            """
    }

    static func children(_ visibility: Visibility) -> String {
        """
        SELECT DISTINCT tag.id FROM annotationannotationlink AS link
        CROSS JOIN annotation AS tag ON tag.id = link.child
        WHERE link.parent = ? AND tag.type = 'tag'
        AND \(visibility.condition(on: "tag")) ORDER BY tag.id
        """
    }
}
