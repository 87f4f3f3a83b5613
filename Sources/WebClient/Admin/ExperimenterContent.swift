import Repository

/// The forms about one user; those that the visitor may not use are not there.
struct ExperimenterContent {
    let page: AdminPage
    let user: ExperimenterRecord
    let actor: Actor
    let groups: [GroupRecord]

    private var path: String { "experimenter/save/\(user.id)/" }
    private var mayChange: Bool { actor.mayChange(user) }
    private var isBuiltIn: Bool { user.id == KnownPeople.root || user.id == KnownPeople.guest }

    var html: String {
        let state = user.isActive ? "active" : "inactive"
        // One's own is changed on one's own page, with the present one.
        let maySetPassword = actor.mayChangePassword(of: user) && actor.userID != user.id
        return """
            <p>\(HTML.escape(user.fullName)), \(user.role.text), \(state)</p>
            \(mayChange ? "<h2>Details</h2>" + details : "")
            \(mayChange && !isBuiltIn ? "<h2>State</h2>" + activity : "")
            <h2>Groups</h2>
            \(memberships)
            \(mayChange && !isBuiltIn ? privileges : "")
            \(maySetPassword ? "<h2>Password</h2>" + password : "")
            """
    }

    private var details: String {
        page.form(path, "details", PersonDetails(user).markup, button: "Save the details")
    }

    private var activity: String {
        user.isActive
            ? page.form(path, "deactivate", "", button: "Deactivate, and end all sessions")
            : page.form(path, "activate", "", button: "Activate")
    }

    private var password: String {
        page.form(
            "change_password/\(user.id)/",
            nil,
            PasswordField.markup("password", "New password")
                + PasswordField.markup("confirmation", "The new one again"),
            button: "Set the password"
        )
    }

    /// Nobody gives what he does not have; a restricted administrator changes only those who have
    /// no more than he, so that nothing is taken unseen.
    private var privileges: String {
        guard user.isAdministrator else { return "" }
        let boxes = Privilege.allCases.filter(actor.role.privileges.contains).map { privilege in
            let (name, isOn) = (privilege.rawValue, user.privileges.contains(privilege))
            return AdminFields.checkBox("privilege", name, name, isOn: isOn)
        }
        return "<h2>Privileges</h2>"
            + page.form(path, "privileges", boxes.joined(), button: "Save the privileges")
    }

    private var memberships: String {
        let shown = user.memberships.filter { $0.groupID != KnownPeople.userGroup }
        let known = Set(user.memberships.map(\.groupID))
        let rows = shown.enumerated().map { row($0.element, isDefault: $0.offset == 0) }
        let open = groups.filter { group in
            !known.contains(group.id) && actor.mayChangeMembers(ofGroup: group.id)
        }
        let choice = AdminFields.choice("group", "Group", open.map { ($0.id, $0.name) })
        return AdminFields.table(["Group", "Standing", "Changes"], rows)
            + (open.isEmpty ? "" : page.form(path, "join", choice, button: "Add to the group"))
    }

    private func row(
        _ membership: ExperimenterRecord.Membership,
        isDefault: Bool
    ) -> [String] {
        let id = membership.groupID
        let name = groups.first { $0.id == id }?.name ?? "\(id)"
        var buttons: [String] = []
        if !isDefault, actor.mayChangePassword(of: user) {
            buttons.append(button("default", id, "Make \(name) the default"))
        }
        if actor.mayChangeMembers(ofGroup: id) {
            let standing = membership.isOwner ? ("join", "no owner") : ("own", "an owner")
            buttons.append(button(standing.0, id, "Make \(standing.1) of \(name)"))
            buttons.append(button("leave", id, "Remove from \(name)"))
        }
        let standing = [isDefault ? "default" : "", membership.isOwner ? "owner" : "member"]
        return [
            page.link("group/edit/\(id)/", name),
            standing.filter { !$0.isEmpty }.joined(separator: ", "),
            buttons.joined(),
        ]
    }

    private func button(_ action: String, _ group: Int, _ text: String) -> String {
        let field = "<input type=\"hidden\" name=\"group\" value=\"\(group)\">"
        return page.form(path, action, field, button: text)
    }
}
