package import HTTP
import JSON
package import Repository
package import WebAccess

/// `/webclient/annotate_comment/`: says something of some things.
package struct AnnotateCommentEndpoint: Endpoint {
    private let catalogue: any Catalogue

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try AnnotationForm(request)
        try form.requireObjects()
        let comment = NewMark(.value(.comment(try form.text("comment"))))
        let ids = try catalogue.annotate(
            form.objects,
            with: [comment],
            existing: [],
            of: .comment,
            by: visitor.actor
        )
        return Response(
            .ok,
            json: ["annId": JSONValue(ids.first), "added_by": .integer(visitor.actor.userID)]
        )
    }
}
