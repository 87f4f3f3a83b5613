package import HTTP
import Repository
package import WebAccess

/// `/webadmin/`: leads administrators to the users, everybody else to his own account.
package struct AdminIndexEndpoint: Endpoint {
    private let context: PageContext

    package init(_ context: PageContext) { self.context = context }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) -> Response {
        let prefix = context.prefix
        guard visitor.session != nil else {
            let wanted = PercentCoding.encode(prefix + "/webadmin/", keep: "/")
            return .seeOther("\(prefix)/webclient/login/?url=\(wanted)")
        }
        let page = visitor.actor.role.isAdministrator ? "experimenters/" : "myaccount/"
        return .seeOther("\(prefix)/webadmin/\(page)")
    }
}
