package import HTTP
import JSON
import Repository
import SharedState
package import WebAccess

/// `action/addnewcontainer/[<type>/<id>/]`: a project, dataset, screen, tag or set of tags; below a
/// project a dataset, below a set a tag, and images into a new dataset.
package struct NewContainerEndpoint: Endpoint {
    private let changes: ObjectChanges

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard visitor.actor.role != .visitor else { throw PeopleError.notAllowed("make things") }
        let form = try request.changeFields()
        guard let name = form.wantedName else {
            return ChangeAnswer.refused(["name": "This field is required."])
        }
        if let owner = form["owner"], !owner.isEmpty, Int(owner) != visitor.actor.userID {
            throw Refusal(.forbidden, "You may not make things of others")
        }
        let texts = ContainerTexts(name: name, description: form["description"] ?? "")
        let parent = parameters.text("type") == nil ? nil : try ChangeTarget(parameters)
        let id = try create(texts, in: parent, form, visitor)
        return ChangeAnswer.done([.init("id", .integer(id))])
    }

    private func create(
        _ texts: ContainerTexts,
        in parent: ChangeTarget?,
        _ form: FormFields,
        _ visitor: Visitor
    ) throws -> Int {
        switch parent?.word {
        case "project":
            return try changes.catalogue.create(
                texts,
                in: parent?.object.id ?? 0,
                .projectDataset,
                by: visitor.actor
            )
        case "tagset": return try tag(texts, nil, inSet: parent?.object.id, visitor)
        default: return try create(texts, form["folder_type"] ?? "", form, visitor)
        }
    }

    /// In no container, in the group the visitor works in.
    private func create(
        _ texts: ContainerTexts,
        _ type: String,
        _ form: FormFields,
        _ visitor: Visitor
    ) throws -> Int {
        let images = try form.numbers("image")
        switch type {
        case "dataset" where !images.isEmpty:
            return try changes.catalogue.createDataset(texts, holding: images, by: visitor.actor)
        case "project", "dataset", "screen":
            return try changes.catalogue.create(
                ChangeTarget.words[type] ?? .dataset,
                texts,
                inGroup: visitor.activeGroup,
                by: visitor.actor
            )
        case "tag": return try tag(texts, nil, inSet: nil, visitor)
        case "tagset": return try tag(texts, AnnotationNamespace.tagSet, inSet: nil, visitor)
        default: throw Refusal(.badRequest, "folder_type: '\(type)' is nothing that holds things")
        }
    }

    private func tag(
        _ texts: ContainerTexts,
        _ namespace: String?,
        inSet tagSet: Int?,
        _ visitor: Visitor
    ) throws -> Int {
        try changes.catalogue.createTag(
            texts,
            namespace: namespace,
            inSet: tagSet,
            group: visitor.activeGroup,
            by: visitor.actor
        )
    }
}

extension Visitor {
    /// The group that new things belong to; nobody's for those without a session.
    var activeGroup: Int { session?.record.groupID ?? -1 }
}
