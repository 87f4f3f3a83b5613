package import HTTP
import Repository
package import WebAccess

/// `/webadmin/group/edit/ID/` and `save/ID/`, `/webadmin/group_owner/edit/ID/` and `save/ID/`: one
/// group, for administrators and for its owners.
package struct GroupEndpoint: Endpoint {
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
        let id = parameters.integer("id") ?? -1
        if visitor.session == nil || !visitor.actor.ownedGroups.contains(id) {
            try AdminPage.checkAdministrator(visitor)
        }
        guard request.method == .post else { return try page(request, visitor, id, error: nil) }
        do {
            try change(id, try request.formFields(), visitor)
        } catch let error as PeopleError {
            return try page(request, visitor, id, error: "\(error)")
        }
        return .seeOther(context.prefix + "/webadmin/group/edit/\(id)/")
    }

    private func change(_ id: Int, _ fields: FormFields, _ visitor: Visitor) throws {
        let actor = visitor.actor
        if fields["action"] == "details" {
            let details = try GroupDetails(fields)
            try login.change { try $0.change(group: id, to: details, by: actor) }
            return
        }
        guard let user = try user(fields) else {
            throw PeopleError.noSuchUser(fields["user"] ?? "")
        }
        switch fields["action"] {
        case "leave": try login.change { try $0.leave(experimenter: user, group: id, by: actor) }
        case "join", "own":
            let isOwner = fields["action"] == "own"
            try login.change {
                try $0.join(experimenter: user, group: id, asOwner: isOwner, by: actor)
            }
        default: throw Refusal(.badRequest, "There is no such change of a group")
        }
    }

    /// By the name that is typed, or by the number of a member.
    private func user(_ fields: FormFields) throws -> Int? {
        if let id = fields["member"].flatMap({ Int($0) }) { return id }
        return try login.people.experimenter(named: fields["user"] ?? "")?.id
    }

    private func page(
        _ request: Request,
        _ visitor: Visitor,
        _ id: Int,
        error: String?
    ) throws -> Response {
        guard let group = try login.people.group(id) else { throw PeopleError.noSuchGroup("\(id)") }
        let page = AdminPage(request, visitor, login, context)
        let shown = group.memberIDs.prefix(GroupContent.membersMax)
        let content = GroupContent(
            page: page,
            group: group,
            actor: visitor.actor,
            members: try shown.compactMap(login.people.experimenter)
        )
        return page.response(group.name, content.html, error: error, visitor)
    }
}
