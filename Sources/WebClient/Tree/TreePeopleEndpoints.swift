package import HTTP
import JSON
import Repository
package import WebAccess

/// `/webclient/api/experimenters/`: all users, or those of one group.
package struct TreeExperimentersEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        let found = try tree.people.experimenters().filter { user in
            query.groupID == nil || user.memberships.contains { $0.groupID == query.groupID }
        }
        let sorted = TreePeople.sorted(found, name: \.userName, id: \.id)
        let page = query.page.cut(sorted).map { TreePeople.json($0) }
        return Response(.ok, json: ["experimenters": .array(page)])
    }
}

/// `/webclient/api/experimenters/<id>/`: one user, for those who share a group with him.
package struct TreeExperimenterEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        guard let id = parameters.text("id").flatMap({ Int($0) }) else {
            throw Refusal(.badRequest, "Invalid experimenter id")
        }
        return Response(.ok, json: ["experimenter": try experimenter(id, visitor.actor)])
    }

    /// Null for those whom the visitor shares no group with, as in OMERO.
    private func experimenter(_ id: Int, _ actor: Actor) throws -> JSONValue {
        guard id >= 0 else { return TreePeople.everybody }
        guard let user = try tree.people.experimenter(id) else { return .null }
        let isColleague = user.memberships.contains {
            $0.groupID != KnownPeople.userGroup && actor.memberships[$0.groupID] != nil
        }
        return actor.role.isAdministrator || isColleague ? TreePeople.json(user) : .null
    }
}

/// `/webclient/api/groups/`: all groups, or those of one user, without the group of all users.
package struct TreeGroupsEndpoint: Endpoint {
    private let tree: Tree

    package init(_ tree: Tree) { self.tree = tree }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try TreeQuery(request, pageSize: tree.pageSize)
        let member = try query.identifier("member")
        let found = try tree.people.groups().filter { group in
            group.id != KnownPeople.userGroup
                && member.map { group.memberIDs.contains($0) } ?? true
        }
        let sorted = TreePeople.sorted(found, name: \.name, id: \.id)
        let page = query.page.cut(sorted).map { TreePeople.json($0) }
        return Response(.ok, json: ["groups": .array(page)])
    }
}
