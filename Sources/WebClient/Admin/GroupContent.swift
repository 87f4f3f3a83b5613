import Repository

/// The forms about one group; those that the visitor may not use are not there.
struct GroupContent {
    let page: AdminPage
    let group: GroupRecord
    let actor: Actor
    /// The first of them.
    let members: [ExperimenterRecord]

    /// Members that are listed; others are changed on their own pages.
    static let membersMax = 500

    private var path: String { "group/save/\(group.id)/" }
    private var mayChangeMembers: Bool { actor.mayChangeMembers(ofGroup: group.id) }

    var html: String {
        """
        <p>\(HTML.escape(group.description)) (\(group.level.name))</p>
        \(actor.mayChange(group) ? "<h2>Details</h2>" + details : "")
        <h2>Members</h2>
        \(AdminFields.table(["User", "Name", "Standing", "Changes"], members.map(row)))
        \(rest)
        \(mayChangeMembers ? addition : "")
        """
    }

    private var details: String {
        let details = GroupDetails(
            name: group.name,
            description: group.description,
            level: group.level
        )
        return page.form(path, "details", details.markup, button: "Save the details")
    }

    private var addition: String {
        let field = AdminFields.text("user", "User name", nil, isRequired: true)
        return page.form(path, "join", field, button: "Add to the group")
    }

    private var rest: String {
        let count = group.memberIDs.count - members.count
        return count > 0 ? "<p>And \(count) more.</p>" : ""
    }

    private func row(_ user: ExperimenterRecord) -> [String] {
        let isOwner = group.ownerIDs.contains(user.id)
        let name = user.userName
        let standing = isOwner ? ("join", "no owner") : ("own", "an owner")
        let buttons =
            mayChangeMembers
            ? button(standing.0, user.id, "Make \(name) \(standing.1)")
                + button("leave", user.id, "Remove \(name)") : ""
        let link =
            actor.role.isAdministrator
            ? page.link("experimenter/edit/\(user.id)/", name) : HTML.escape(name)
        return [link, HTML.escape(user.fullName), isOwner ? "owner" : "member", buttons]
    }

    private func button(_ action: String, _ user: Int, _ text: String) -> String {
        let field = "<input type=\"hidden\" name=\"member\" value=\"\(user)\">"
        return page.form(path, action, field, button: text)
    }
}
