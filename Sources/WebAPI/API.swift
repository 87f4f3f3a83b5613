package import HTTP
import JSON
package import Repository
import WebAccess

/// What the endpoints of OMERO's JSON API share.
package struct API: Sendable {
    let catalogue: any Catalogue
    let people: any People
    let limits: APILimits

    package init(_ catalogue: any Catalogue & People, _ limits: APILimits) {
        self.catalogue = catalogue
        people = catalogue
        self.limits = limits
    }

    /// The answer of the API, which names its own version.
    func response(
        _ document: JSONValue,
        _ status: Status = .ok
    ) -> Response {
        Response(status, [Self.versionField], json: document)
    }

    private static let versionField = ResponseField("X-OMERO-ApiVersion", "0.2")

    /// What clients read when something is refused; where it happened is in the log alone.
    package static func failure(_ refusal: Refusal, _ fields: [ResponseField]) -> Response {
        let document: JSONValue = ["message": .string(refusal.text), "stacktrace": ""]
        return Response(refusal.status, fields + [versionField], json: document)
    }

    func address(_ request: Request, _ visitor: Visitor) -> APIAddress {
        APIAddress(
            request,
            isSecure: visitor.isSecure,
            root: limits.linkRoot,
            prefix: limits.prefix
        )
    }

    /// The type an address names.
    func type(_ parameters: RouteParameters, _ name: String = "type") throws -> ObjectType {
        let text = parameters.text(name) ?? ""
        guard let type = ObjectType(rawValue: text) else {
            throw Refusal(.notFound, "There are no \(text) here")
        }
        return type
    }

    func writer(_ request: Request, _ visitor: Visitor, _ query: ListQuery) -> DocumentWriter {
        DocumentWriter(
            visitor: visitor,
            address: address(request, visitor),
            directory: PeopleDirectory(people),
            catalogue: catalogue,
            isNormalized: query.isNormalized,
            hasChildCount: query.hasChildCount
        )
    }
}
