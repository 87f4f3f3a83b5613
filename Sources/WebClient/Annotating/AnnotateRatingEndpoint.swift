package import HTTP
import JSON
package import Repository
package import WebAccess

/// `/webclient/annotate_rating/`: the visitor's stars of some things; none takes them away.
package struct AnnotateRatingEndpoint: Endpoint {
    private let catalogue: any Catalogue

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let form = try AnnotationForm(request)
        try form.requireObjects()
        let asked = try FormFields(query: request.target.query)
        let text = asked["rating"] ?? form.fields["rating"] ?? "0"
        guard let rating = Int(text), (0...5).contains(rating) else {
            throw Refusal(.badRequest, "rating: expected 0 to 5, not '\(text)'")
        }
        try catalogue.rate(form.objects, rating, by: visitor.actor)
        return Response(.ok, json: ["success": true])
    }
}
