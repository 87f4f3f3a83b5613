import SQLite

/// Writes the rows of annotations; part of a transaction that others begin and end.
struct AnnotationWriting {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Answers the new annotation's id.
    func insert(_ annotation: NewAnnotation, atSeconds seconds: Int) throws -> Int {
        let value = annotation.value
        try connection.run(
            """
            INSERT INTO annotation (type, ns, description, textvalue, longvalue, doublevalue,
                boolvalue, timevalue, file, owner_id, group_id, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            value.type.rawValue,
            annotation.namespace,
            annotation.description,
            value.text,
            value.long,
            value.double,
            value.boolean,
            value.milliseconds,
            value.fileID,
            annotation.ownership.ownerID,
            annotation.ownership.groupID,
            seconds
        )
        let id = connection.lastInsertedID
        try insert(value.pairs, of: id)
        return id
    }

    func insert(_ pairs: [KeyValuePair], of annotation: Int) throws {
        guard pairs.count <= AnnotationValue.pairsMax else {
            throw RepositoryError.tooMany(
                name: "key-value pairs",
                countMax: AnnotationValue.pairsMax
            )
        }
        for (position, pair) in pairs.enumerated() {
            try connection.run(
                """
                INSERT INTO annotation_mapvalue (annotation, position, name, value)
                VALUES (?, ?, ?, ?)
                """,
                annotation,
                position,
                pair.name,
                pair.value
            )
        }
    }

    /// Links an annotation to a thing; a user's second link is the first.
    func link(
        _ annotation: Int,
        to object: ObjectReference,
        by userID: Int,
        atSeconds seconds: Int
    ) throws {
        try connection.run(
            """
            INSERT INTO \(object.kind.annotationLink) (parent, child, owner_id, created)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            object.id,
            annotation,
            userID,
            seconds
        )
    }
}

/// The columns of a value; only that of its type is not null.
extension AnnotationValue {
    /// The index of words numbers a pair by twelve bits.
    package static let pairsMax = 4096

    var text: String? {
        switch self {
        case .tag(let text), .comment(let text), .term(let text), .xml(let text): text
        default: nil
        }
    }

    var long: Int? { if case .long(let value) = self { value } else { nil } }
    var double: Double? { if case .double(let value) = self { value } else { nil } }
    var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    var fileID: Int? { if case .file(let id) = self { id } else { nil } }

    var milliseconds: Int? {
        if case .timestamp(let milliseconds) = self { milliseconds } else { nil }
    }

    var pairs: [KeyValuePair] {
        if case .map(let pairs) = self { pairs } else { [] }
    }
}
