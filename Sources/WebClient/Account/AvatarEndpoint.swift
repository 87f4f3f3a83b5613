package import HTTP
package import Repository
package import WebAccess

/// `avatar/<user>/` and `myphoto/`: the photograph of a user, or the one of all who gave none.
///
/// As in OMERO everybody sees it who sees the page of the repository; numbers of nobody get the
/// default one, so that nobody learns which there are.
package struct AvatarEndpoint: Endpoint {
    private let people: any People

    package init(_ people: any People) { self.people = people }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let user = parameters.integer("id") ?? visitor.actor.userID
        let photo = try people.photo(ofExperimenter: user)
        return Response(
            .ok,
            [
                ResponseField(
                    "Content-Type",
                    photo == nil ? DefaultAvatar.mediaType : "image/jpeg"
                ),
                ResponseField("X-Content-Type-Options", "nosniff"),
                ResponseField("Cache-Control", "private, no-cache"),
            ],
            body: .bytes(photo ?? DefaultAvatar.bytes)
        )
    }
}
