package import HTTP
package import Repository
package import WebAccess

/// `load_chgrp_target/<group>/<project|dataset|screen>/`: the containers of a group that moved things
/// may be put into, as the field `target_id` of the form that moves them.
package struct TransferTargetsEndpoint: Endpoint {
    private let catalogue: any Catalogue

    /// Containers of an answer.
    static let containersMax = 1000

    package init(_ catalogue: any Catalogue) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let group = parameters.integer("group") ?? -1
        let actor = visitor.actor
        guard actor.role.isAdministrator || actor.memberships[group] != nil else {
            throw Refusal(.forbidden, "Not a member of Group: \(group)")
        }
        let owner = try query.first("owner").map { text in
            guard let owner = Int(text) else { throw Refusal.invalidParameter }
            return owner
        }
        let filter = ListFilter(
            Visibility(of: actor),
            ownerID: (owner ?? actor.userID) < 0 ? nil : owner ?? actor.userID,
            groupID: group
        )
        return .fragment(try list(parameters.text("type") ?? "", filter))
    }

    private func list(_ type: String, _ filter: ListFilter) throws -> String {
        let page = ListPage(limit: Self.containersMax + 1)
        switch type {
        case "project":
            return markup(
                try catalogue.projects(filter, page).records.map {
                    choice(.project, $0.id, $0.name)
                }
            )
        case "screen":
            return markup(
                try catalogue.screens(filter, page).records.map {
                    choice(.screen, $0.id, $0.name)
                }
            )
        case "dataset": return markup(try datasets(filter))
        default: throw Refusal(.notFound, "There is no container '\(type)'")
        }
    }

    /// Each project with its datasets, then the datasets in none.
    private func datasets(_ filter: ListFilter) throws -> [String] {
        var items: [String] = []
        let all = ListPage(limit: Self.containersMax + 1)
        for project in try catalogue.projects(filter, all).records {
            let rest = Self.containersMax + 1 - items.count
            guard rest > 0 else { return items }
            let seen = filter.visibility.ownerSeen(inGroup: project.ownership.groupID)
            let held = try catalogue.datasets(
                inProject: project.id,
                ownerID: seen,
                ListPage(limit: rest)
            )
            let name = HTML.escape(project.name)
            items +=
                held?.records.map { dataset in
                    choice(.dataset, dataset.id, dataset.name, below: name)
                } ?? []
        }
        var orphans = filter
        orphans.isOrphaned = true
        let rest = ListPage(limit: max(0, Self.containersMax + 1 - items.count))
        return items
            + (try catalogue.datasets(orphans, rest).records).map {
                choice(.dataset, $0.id, $0.name)
            }
    }

    /// - Parameter project: markup, the name of what holds it.
    private func choice(
        _ kind: ObjectKind,
        _ id: Int,
        _ name: String,
        below project: String? = nil
    ) -> String {
        let path = project.map { "<span>\($0)</span> " } ?? ""
        return "<li><label><input type=\"radio\" name=\"target_id\""
            + " value=\"\(kind.rawValue)-\(id)\"> \(path)\(HTML.escape(name))</label></li>"
    }

    /// - Parameter items: one more than is shown, when there are more.
    private func markup(_ items: [String]) -> String {
        let more =
            items.count > Self.containersMax
            ? "<p>Only the first \(Self.containersMax) are listed.</p>\n" : ""
        let shown = items.prefix(Self.containersMax).joined(separator: "\n")
        return "<ul class=\"chgrp_target\">\n\(shown)\n</ul>\n\(more)"
    }
}
