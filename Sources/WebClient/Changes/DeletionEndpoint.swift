package import HTTP
import Repository
package import WebAccess

/// `action/delete/<type>/<id>/` and `action/deletemany/`: deletes before it answers.
///
/// `child` takes along what containers hold, `anns` tags and files that nothing else bears.
package struct DeletionEndpoint: Endpoint {
    private let changes: ObjectChanges

    package init(_ changes: ObjectChanges) { self.changes = changes }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try request.changeFields()
        let objects = try objects(parameters, form)
        let deletion = Deletion(
            objects,
            withContents: form.isOn("child"),
            withSharedAnnotations: form.isOn("anns")
        )
        return try ChangeAnswer.telling {
            try changes.deletion.delete(deletion, by: visitor.actor)
            return ChangeAnswer.done()
        }
    }

    /// The thing of the path, else all those of the form.
    private func objects(
        _ parameters: RouteParameters,
        _ form: FormFields
    ) throws -> [ObjectReference] {
        if parameters.text("type") != nil { return [try ChangeTarget(parameters).object] }
        return try ChangeTarget.words.sorted { $0.key < $1.key }.flatMap { word, kind in
            try form.numbers(word).map { ObjectReference(kind, $0) }
        }
    }
}
