import JSON
import Repository
import WebAccess

/// A container, or a run over a plate, as the tree shows it.
struct TreeItem {
    var id: Int
    var name: String
    var ownership: Ownership
    /// Nil for what holds nothing that the tree shows.
    var childCount: Int?

    func json(for visitor: Visitor) -> JSONValue {
        let count = childCount.map { [JSONValue.Member("childCount", .integer($0))] } ?? []
        return .object(
            [
                JSONValue.Member("id", .integer(id)),
                JSONValue.Member("name", .string(name)),
                JSONValue.Member("ownerId", .integer(ownership.ownerID)),
            ] + count + [
                JSONValue.Member("permsCss", .string(visitor.permissionsCSS(ownership)))
            ]
        )
    }
}

extension Visitor {
    /// What the visitor may do with a thing, as classes for style sheets in OMERO's order.
    func permissionsCSS(_ object: Ownership) -> String {
        let flags = PermissionFlags(actor, ownership(object))
        let classes: [(name: String, isSet: Bool)] = [
            ("canEdit", flags.canEdit), ("canAnnotate", flags.canAnnotate),
            ("canLink", flags.canLink), ("canDelete", flags.canDelete),
            ("canChgrp", flags.canChgrp), ("canChown", flags.canChown),
            ("isOwned", object.ownerID == actor.userID),
        ]
        return classes.filter(\.isSet).map(\.name).joined(separator: " ")
    }
}
