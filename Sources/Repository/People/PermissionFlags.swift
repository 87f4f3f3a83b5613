/// What documents say about what their reader may do with a thing, in OMERO's words.
package struct PermissionFlags: Sendable, Equatable {
    package var level: GroupLevel
    package var canAnnotate: Bool
    package var canEdit: Bool
    package var canLink: Bool
    package var canDelete: Bool
    package var canChgrp: Bool
    package var canChown: Bool
    package var canDownload: Bool

    package init(_ actor: Actor, _ object: ObjectOwnership) {
        level = object.level
        canAnnotate = may(actor, .annotate, object)
        canEdit = may(actor, .edit, object)
        canLink = may(actor, .link, object)
        canDelete = may(actor, .delete, object)
        canChgrp = may(actor, .changeGroup, object)
        canChown = may(actor, .changeOwner, object)
        canDownload = may(actor, .downloadOriginal, object)
    }

    package var isUserRead: Bool { true }
    package var isUserWrite: Bool { true }
    package var isGroupRead: Bool { level >= .readOnly }
    package var isGroupAnnotate: Bool { level >= .readAnnotate }
    package var isGroupWrite: Bool { level == .readWrite }
    package var isWorldRead: Bool { false }
    package var isWorldWrite: Bool { false }
}
