package import HTTP
import Repository
package import WebAccess

/// `/webadmin/group/new/` and `create/`: a group that was not there before.
package struct NewGroupEndpoint: Endpoint {
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
        try AdminPage.checkAdministrator(visitor)
        guard visitor.actor.mayAddGroups else { throw PeopleError.notAllowed("add groups") }
        guard request.method == .post else {
            return form(request, visitor, GroupDetails(name: ""), error: nil)
        }
        let details = try GroupDetails(try request.formFields())
        do {
            var id = 0
            try login.change { id = try $0.add(details, by: visitor.actor) }
            return .seeOther(context.prefix + "/webadmin/group/edit/\(id)/")
        } catch let error as PeopleError {
            return form(request, visitor, details, error: "\(error)")
        }
    }

    private func form(
        _ request: Request,
        _ visitor: Visitor,
        _ details: GroupDetails,
        error: String?
    ) -> Response {
        let page = AdminPage(request, visitor, login, context)
        let content = page.form("group/create/", nil, details.markup, button: "Add the group")
        return page.response("New group", content, error: error, visitor)
    }
}

extension GroupDetails {
    /// From the fields of OMERO's form.
    init(_ fields: FormFields) throws(Refusal) {
        guard let level = fields["permissions"].flatMap({ Int($0) }).flatMap(GroupLevel.init)
        else { throw Refusal(.badRequest, "permissions: expected 0 to 3") }
        self.init(
            name: fields["name"] ?? "",
            description: fields["description"] ?? "",
            level: level
        )
    }

    var markup: String {
        [
            AdminFields.text("name", "Name", name, isRequired: true),
            AdminFields.text("description", "Description", description),
            AdminFields.choice(
                "permissions",
                "Level",
                GroupLevel.allCases.map { ($0.rawValue, $0.name) },
                chosen: [level.rawValue]
            ),
        ].joined(separator: "\n")
    }
}
