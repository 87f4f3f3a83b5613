import SQLite

/// A row of the table of annotations, whose value depends on the type.
struct AnnotationRow {
    let id: Int
    let type: AnnotationType
    let namespace: String?
    let description: String?
    let text: String?
    let long: Int?
    let double: Double?
    let boolean: Bool?
    let milliseconds: Int?
    let fileID: Int?
    let ownership: Ownership
    let createdSeconds: Int
    let linkCount: Int

    init(row: inout Row) throws {
        id = try row.next()
        let name = try row.next(String.self)
        guard let type = AnnotationType(rawValue: name) else {
            throw RepositoryError.unknownValue(name: "annotation type", value: name)
        }
        self.type = type
        namespace = try row.next()
        description = try row.next()
        text = try row.next()
        long = try row.next()
        double = try row.next()
        boolean = try row.next()
        milliseconds = try row.next()
        fileID = try row.next()
        ownership = Ownership(ownerID: try row.next(), groupID: try row.next())
        createdSeconds = try row.next()
        linkCount = try row.next()
    }

    func record(pairs: [KeyValuePair]) throws -> AnnotationRecord {
        AnnotationRecord(
            id: id,
            value: try value(pairs),
            namespace: namespace,
            description: description,
            ownership: ownership,
            createdSeconds: createdSeconds,
            linkCount: linkCount
        )
    }

    private func value(_ pairs: [KeyValuePair]) throws -> AnnotationValue {
        switch type {
        case .tag: .tag(try found(text))
        case .map: .map(pairs)
        case .comment: .comment(try found(text))
        case .long: .long(try found(long))
        case .double: .double(try found(double))
        case .boolean: .boolean(try found(boolean))
        case .timestamp: .timestamp(milliseconds: try found(milliseconds))
        case .term: .term(try found(text))
        case .xml: .xml(try found(text))
        case .file: .file(try found(fileID))
        }
    }

    private func found<Value>(_ value: Value?) throws -> Value {
        guard let value else {
            throw RepositoryError.unknownValue(name: "\(type.rawValue) annotation", value: "null")
        }
        return value
    }
}
