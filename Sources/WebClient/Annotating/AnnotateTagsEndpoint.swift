package import HTTP
import JSON
package import Repository
package import WebAccess

/// `/webclient/annotate_tags/`: which tags some things have from the visitor, old ones and new.
package struct AnnotateTagsEndpoint: Endpoint {
    private let catalogue: any Catalogue

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try AnnotationForm(request)
        try form.requireObjects()
        let choice = try Self.choice(form)
        let changes = try catalogue.tag(form.objects, choice, by: visitor.actor)
        return Response(
            .ok,
            json: [
                "added": .array(changes.added.map(JSONValue.integer)),
                "removed": .array(changes.removed.map(JSONValue.integer)),
                "new": .array(changes.new.map(JSONValue.integer)),
            ]
        )
    }

    private static func choice(_ form: AnnotationForm) throws(Refusal) -> TagChoice {
        let tags = try form.numbers("tags")
        guard tags.count <= AnnotationForm.objectsMax else {
            throw Refusal(.badRequest, "More than \(AnnotationForm.objectsMax) tags")
        }
        return TagChoice(tags: tags, newTags: try newTags(form))
    }

    /// The forms of a set of forms, numbered from 0 (Django's formsets).
    private static func newTags(_ form: AnnotationForm) throws(Refusal) -> [TagChoice.NewTag] {
        guard let text = form.fields["newtags-TOTAL_FORMS"], !text.isEmpty else { return [] }
        guard let count = Int(text), (0...AnnotationForm.newTagsMax).contains(count) else {
            throw Refusal(
                .badRequest,
                "newtags-TOTAL_FORMS: expected 0 to \(AnnotationForm.newTagsMax)"
            )
        }
        var tags: [TagChoice.NewTag] = []
        for index in 0..<count {
            let description = form.fields["newtags-\(index)-description"] ?? ""
            try AnnotationForm.check(description, "newtags-\(index)-description")
            tags.append(
                TagChoice.NewTag(
                    text: try form.text("newtags-\(index)-tag"),
                    description: description,
                    setID: try form.numbers("newtags-\(index)-tagset").first
                )
            )
        }
        return tags
    }
}
