package import HTTP
import JSON
package import Repository
package import WebAccess

/// `load_chgrp_groups/`: the groups that the owners of some things are all members of, but for the
/// one in which all of these lie and those the visitor does not know.
package struct TransferGroupsEndpoint: Endpoint {
    private let catalogue: any Catalogue & People

    package init(_ catalogue: any Catalogue & People) { self.catalogue = catalogue }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let query = try QueryParameters(query: request.target.query)
        let objects = try TransferForm.objects(query.pairs.map { ($0.name, $0.value) })
        let owned = try objects.compactMap(catalogue.ownership).filter { visitor.may(.view, $0) }
        let ids = owned.isEmpty ? [visitor.actor.userID] : Set(owned.map(\.ownerID)).sorted()
        let owners = try ids.compactMap { try catalogue.experimenter($0) }
        var targets = Set(owners.first?.memberships.map(\.groupID) ?? [])
        for owner in owners { targets.formIntersection(owner.memberships.map(\.groupID)) }
        targets = targets.filter(KnownPeople.holdsThings)
        if !visitor.actor.role.isAdministrator {
            targets.formIntersection(visitor.actor.memberships.keys)
        }
        let present = Set(owned.map(\.groupID))
        if present.count == 1 { targets.subtract(present) }
        let groups = try targets.compactMap { try catalogue.group($0) }.sorted { $0.name < $1.name }
        return Response(
            .ok,
            [.unkept],
            json: [
                "owners": .array(
                    owners.map { .array([.integer($0.id), .string($0.fullName)]) }
                ),
                "groups": .array(groups.map(document)),
            ]
        )
    }

    private func document(_ group: GroupRecord) -> JSONValue {
        [
            "id": .integer(group.id), "name": .string(group.name),
            "perms": [
                "write": .boolean(group.level == .readWrite),
                "annotate": .boolean(group.level >= .readAnnotate),
                "read": .boolean(group.level >= .readOnly),
            ],
        ]
    }
}
