import JSON
import Repository
import WebAccess

/// An annotation of a thing, as clients show it beside the tree.
struct TreeAnnotation {
    let link: AnnotationLinkRecord
    let parent: AnnotatedObject
    /// The file of a file annotation.
    let attachment: AttachmentRecord?

    func json(for visitor: Visitor) -> JSONValue {
        let annotation = link.annotation
        let members: [JSONValue.Member] = [
            .init("id", .integer(annotation.id)),
            .init("ns", annotation.namespace.map(JSONValue.string) ?? .null),
            // Nothing here gives annotations names.
            .init("name", .null),
            .init("description", annotation.description.map(JSONValue.string) ?? .null),
            .init("owner", ["id": .integer(annotation.ownership.ownerID)]),
            .init("date", Self.date(annotation.createdSeconds)),
            .init("permissions", .object(permissions(visitor))),
            .init("link", linkDocument(visitor)),
            .init("class", .string(annotation.value.className)),
        ]
        return .object(members + value)
    }

    private func permissions(_ visitor: Visitor) -> [JSONValue.Member] {
        let flags = visitor.permissions(link.annotation.ownership)
        guard let attachment else { return flags }
        return flags + [.init("canDownload", .boolean(visitor.mayDownload(attachment)))]
    }

    private func linkDocument(_ visitor: Visitor) -> JSONValue {
        let group = link.annotation.ownership.groupID
        let ownership = Ownership(ownerID: link.ownerID, groupID: group)
        return [
            "id": .integer(link.id),
            "owner": ["id": .integer(link.ownerID)],
            "parent": parent.json,
            "date": Self.date(link.createdSeconds),
            "permissions": .object(visitor.permissions(ownership)),
        ]
    }

    private var value: [JSONValue.Member] {
        switch link.annotation.value {
        case .tag(let text), .comment(let text), .xml(let text):
            [.init("textValue", .string(text))]
        case .map(let pairs):
            [.init("values", .array(pairs.map { [.string($0.name), .string($0.value)] }))]
        case .long(let number): [.init("longValue", .integer(number))]
        case .double(let number): [.init("doubleValue", .number(number))]
        case .boolean(let truth): [.init("boolValue", .boolean(truth))]
        case .timestamp(let milliseconds): [.init("timeValue", .integer(milliseconds))]
        case .term(let text): [.init("termValue", .string(text))]
        case .file: attachment.map { [.init("file", Self.document($0))] } ?? []
        }
    }

    /// Where the server keeps a file is told nobody.
    private static func document(_ file: AttachmentRecord) -> JSONValue {
        [
            "id": .integer(file.id),
            "name": .string(file.name),
            "size": .integer(file.sizeBytes),
            "path": "",
            "mimetype": file.mediaType.map(JSONValue.string) ?? .null,
        ]
    }

    private static func date(_ seconds: Int) -> JSONValue {
        .string(TreeDate(seconds: Double(seconds)).text)
    }
}

extension Visitor {
    fileprivate func permissions(_ object: Ownership) -> [JSONValue.Member] {
        let flags = PermissionFlags(actor, ownership(object))
        return [
            .init("canDelete", .boolean(flags.canDelete)),
            .init("canAnnotate", .boolean(flags.canAnnotate)),
            .init("canLink", .boolean(flags.canLink)),
            .init("canEdit", .boolean(flags.canEdit)),
        ]
    }
}

extension AnnotationValue {
    /// The name of OMERO's class in Python, which clients compare.
    var className: String {
        switch self {
        case .tag: "TagAnnotationI"
        case .map: "MapAnnotationI"
        case .comment: "CommentAnnotationI"
        case .long: "LongAnnotationI"
        case .double: "DoubleAnnotationI"
        case .boolean: "BooleanAnnotationI"
        case .timestamp: "TimestampAnnotationI"
        case .term: "TermAnnotationI"
        case .xml: "XmlAnnotationI"
        case .file: "FileAnnotationI"
        }
    }
}
