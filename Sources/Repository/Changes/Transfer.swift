/// Things that go into another group or to another owner, with what only they hold.
package struct Transfer: Sendable, Equatable {
    package var objects: [ObjectReference]
    package var target: Target
    /// Filesets of which every image goes along, wherever it lies.
    package var filesets: [Int] = []
    /// What holds the named things in the group they go to; nil to leave them as they are linked.
    package var container: Container?

    package enum Target: Sendable, Equatable {
        case group(Int)
        case owner(Int)
    }

    package enum Container: Sendable, Equatable {
        /// Made by the transfer itself, for the owner of the first thing it holds.
        case new(ObjectKind, name: String)
        case existing(ObjectReference)
    }

    package init(_ objects: [ObjectReference], to target: Target) {
        self.objects = objects
        self.target = target
    }
}

/// What went where, and which links were cut because they would have led into another group.
package struct TransferReport: Sendable, Equatable {
    /// By kind, in the order of their numbers.
    package var included: [ObjectKind: [Int]] = [:]
    /// Containers that stay and hold them no longer.
    package var parents: Set<ObjectReference> = []
    /// What they held and what stays.
    package var children: Set<ObjectReference> = []
    /// Annotations that stay, since other things bear them or others own them.
    package var annotations: Set<Int> = []
}

/// Moving between groups and owners.
package protocol TransferCatalogue: Sendable {
    /// Moves everything in one transaction, or nothing.
    ///
    /// - Parameter isDryRun: whether it is only tried, and nothing of it stays.
    /// - Throws: `RepositoryError.noSuchObject`, `sharedFileset` when an image of a fileset would
    ///   stay, `cannot` for a container that holds nothing of what was named,
    ///   `PeopleError.notAllowed`, `noSuchGroup`, `noSuchUser`, or `notMember` for an owner who
    ///   would not see what becomes his.
    func transfer(_ transfer: Transfer, isDryRun: Bool, by actor: Actor) throws -> TransferReport
}
