package import HTTP
import Repository
import SharedState
package import WebAccess

/// `/webclient/active_group/`: makes another group the one the user works in.
package struct ActiveGroupEndpoint: Endpoint {
    private let login: Login
    private let context: PageContext

    package init(_ login: Login, _ context: PageContext) {
        self.login = login
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        // OMERO's pages ask with GET, which a page of others could make a browser do as well.
        if let site = request.fields["Sec-Fetch-Site"], site != "same-origin", site != "none" {
            throw Refusal(.forbidden, "Only pages of this server change the group")
        }
        let form =
            request.method == .post
            ? try request.formFields() : try FormFields(query: request.target.query)
        guard let group = form["active_group"].flatMap({ Int($0) }), let session = visitor.session,
            visitor.actor.memberships[group] != nil
                || visitor.actor.role.isAdministrator && visitor.levels[group] != nil
        else { throw Refusal(.notFound, "You are in no such group") }
        try login.sessions.activate(groupID: group, session.token)
        let path = LocalAddress.path(form["url"], request) ?? context.prefix + "/webclient/"
        return .seeOther(path)
    }
}

extension FormFields {
    init(query: String?) throws {
        let query = try QueryParameters(query: query)
        self.init(query.pairs.map { Pair(name: $0.name, value: $0.value) })
    }
}
