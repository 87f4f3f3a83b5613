package import HTTP
import JSON
import Repository
package import WebAccess

/// `/webclient/api/annotations/`: what is said about some things, and by whom.
package struct AnnotationsEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let max = Tree.annotationsMax
        let query = try TreeQuery(request, pageSize: max, itemsMax: max)
        let selection = AnnotationSelection(type: query.text("type"), namespace: query.text("ns"))
        let reader = tree.reader(visitor, query)
        let requested = try AnnotatedObject.kinds.flatMap { kind, names in
            try reader.visible(kind, names.flatMap(query.numbers)).map { ObjectReference(kind, $0) }
        }
        guard query.isOn("parents") else {
            let found = try reader.annotations(of: requested, selection)
            return try answer(found, people: found, visitor)
        }
        let lineage = try Lineage(of: requested, reader)
        let all = try reader.annotations(of: Array(lineage.objects.keys), selection)
        let own = Set(requested)
        let above = all.filter { lineage.holdsAny($0.link.parent) }
        let parents: JSONValue = [
            "annotations": .array(above.map { $0.json(for: visitor) }),
            "lineage": lineage.json(of: above.map(\.link.parent)),
        ]
        let found = all.filter { own.contains($0.link.parent) }
        return try answer(found, people: all, visitor, [.init("parents", parents)])
    }

    private func answer(
        _ annotations: [TreeAnnotation],
        people all: [TreeAnnotation],
        _ visitor: Visitor,
        _ more: [JSONValue.Member] = []
    ) throws -> Response {
        let members: [JSONValue.Member] = [
            .init("annotations", .array(annotations.map { $0.json(for: visitor) })),
            .init("experimenters", .array(try people(of: all))),
        ]
        return Response(.ok, json: .object(members + more))
    }

    /// Who made the annotations and the links, by their numbers.
    private func people(of annotations: [TreeAnnotation]) throws -> [JSONValue] {
        let ids = Set(
            annotations.flatMap { [$0.link.ownerID, $0.link.annotation.ownership.ownerID] }
        )
        return try ids.sorted().compactMap { id in
            try tree.people.experimenter(id).map { TreePeople.json($0) }
        }
    }
}

extension TreeReader {
    /// Of each kind of things a page of their annotations.
    func annotations(
        of objects: [ObjectReference],
        _ selection: AnnotationSelection
    ) throws -> [TreeAnnotation] {
        try AnnotatedObject.kinds.flatMap { kind, _ in
            let ids = objects.filter { $0.kind == kind }.map(\.id).sorted()
            return try ids.isEmpty ? [] : annotations(kind, ids, selection)
        }
    }

    /// The page by namespace; those without come last.
    private func annotations(
        _ kind: ObjectKind,
        _ visible: [Int],
        _ selection: AnnotationSelection
    ) throws -> [TreeAnnotation] {
        let links = try catalogue.annotations(
            of: kind,
            visible,
            types: selection.types,
            namespace: nil
        ).filter { selection.admits($0.annotation) && sees($0) }
        let page = query.page.cut(links.enumerated().sorted(by: Self.isBefore).map(\.element))
        var parents: [Int: AnnotatedObject] = [:]
        return try page.map { link in
            let parent = try parents[link.parent.id] ?? AnnotatedObject(link.parent, catalogue)
            parents[link.parent.id] = parent
            return TreeAnnotation(
                link: link,
                parent: parent,
                attachment: try attachment(of: link.annotation)
            )
        }
    }

    /// Both the annotation and the link, which may be others' in a private group.
    private func sees(_ link: AnnotationLinkRecord) -> Bool {
        let group = link.annotation.ownership.groupID
        return sees(link.annotation.ownership)
            && sees(Ownership(ownerID: link.ownerID, groupID: group))
    }

    private func attachment(of annotation: AnnotationRecord) throws -> AttachmentRecord? {
        guard case .file(let file) = annotation.value else { return nil }
        return try catalogue.attachment(file)
    }

    private typealias Numbered = EnumeratedSequence<[AnnotationLinkRecord]>.Element

    private static func isBefore(_ one: Numbered, _ other: Numbered) -> Bool {
        switch (one.element.annotation.namespace, other.element.annotation.namespace) {
        case (let name?, let otherName?) where name != otherName: name < otherName
        case (_?, nil): true
        case (nil, _?): false
        default: one.offset < other.offset
        }
    }
}
