package import HTTP
import Repository
package import WebAccess

/// `/webadmin/experimenter/new/` and `create/`: a user who was not there before.
package struct NewExperimenterEndpoint: Endpoint {
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
        guard visitor.actor.mayAddUsers else { throw PeopleError.notAllowed("add users") }
        guard request.method == .post else {
            return try form(request, visitor, FormFields(), error: nil)
        }
        let fields = try request.formFields()
        let password = fields["password"] ?? ""
        guard password == fields["confirmation"] else {
            return try form(request, visitor, fields, error: "The two passwords differ")
        }
        let user = NewExperimenter(
            PersonDetails(fields),
            groupIDs: fields.all("other_groups").compactMap { Int($0) },
            isAdministrator: fields["role"] == "administrator"
        )
        do {
            let id = try login.add(user, password: password, by: visitor)
            return .seeOther(context.prefix + "/webadmin/experimenter/edit/\(id)/")
        } catch let error as PeopleError {
            return try form(request, visitor, fields, error: "\(error)")
        }
    }

    /// What was typed stays, but for passwords.
    private func form(
        _ request: Request,
        _ visitor: Visitor,
        _ fields: FormFields,
        error: String?
    ) throws -> Response {
        let page = AdminPage(request, visitor, login, context)
        let groups = try login.people.groups().filter { $0.id > KnownPeople.guestGroup }
        let role =
            visitor.actor.role == .administrator
            ? AdminFields.checkBox(
                "role",
                "administrator",
                "Administrator",
                isOn: fields["role"] == "administrator"
            ) : ""
        let markup = """
            \(PersonDetails(fields).markup)
            \(AdminFields.choice(
                "other_groups",
                "Groups (the first becomes the default one)",
                groups.map { ($0.id, $0.name) },
                isMultiple: true
            ))
            \(role)
            \(PasswordField.markup("password", "Password"))
            \(PasswordField.markup("confirmation", "The password again"))
            """
        let content = page.form("experimenter/create/", nil, markup, button: "Add the user")
        return page.response("New user", content, error: error, visitor)
    }
}

extension PersonDetails {
    /// From the fields of OMERO's form.
    init(_ fields: FormFields) {
        self.init(
            userName: fields["omename"] ?? "",
            firstName: fields["first_name"] ?? "",
            middleName: fields["middle_name"].flatMap { $0.isEmpty ? nil : $0 },
            lastName: fields["last_name"] ?? "",
            email: fields["email"].flatMap { $0.isEmpty ? nil : $0 },
            institution: fields["institution"].flatMap { $0.isEmpty ? nil : $0 }
        )
    }

    var markup: String {
        [
            AdminFields.text("omename", "User name", userName, isRequired: true),
            AdminFields.text("first_name", "First name", firstName, isRequired: true),
            AdminFields.text("middle_name", "Middle name", middleName),
            AdminFields.text("last_name", "Last name", lastName, isRequired: true),
            AdminFields.text("email", "Email", email, type: "email"),
            AdminFields.text("institution", "Institution", institution),
        ].joined(separator: "\n")
    }
}
