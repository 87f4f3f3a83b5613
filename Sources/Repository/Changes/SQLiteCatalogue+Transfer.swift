import SQLite

extension SQLiteCatalogue {
    package func transfer(
        _ transfer: Transfer,
        isDryRun: Bool,
        by actor: Actor
    ) throws -> TransferReport {
        do {
            return try database.write { connection in
                let report = try run(transfer, by: actor, connection)
                // A trial is the thing itself, taken back: what it tells is what would happen.
                if isDryRun { throw TriedOnly(report: report) }
                return report
            }
        } catch let trial as TriedOnly {
            return trial.report
        }
    }

    private struct TriedOnly: Error {
        let report: TransferReport
    }

    private func run(
        _ transfer: Transfer,
        by actor: Actor,
        _ connection: Connection
    ) throws -> TransferReport {
        let rights = try CurrentRights(actor, self, connection)
        let action: Action
        switch transfer.target {
        case .group: action = .changeGroup
        case .owner: action = .changeOwner
        }
        let objects = try named(by: transfer, action, actor, connection)
        for object in objects {
            guard ObjectKind.movable.contains(object.kind) else {
                throw RepositoryError.cannot(action: "moved by itself", object.kind)
            }
            try authorize(rights, object, to: transfer.target, connection)
        }
        let contents = try Contents(
            of: objects,
            isDeep: true,
            action,
            rights,
            connection
        )
        _ = try contents.imageBatches(ofAbout: .max)
        let writing = TransferWriting(contents, rights, connection)
        let report =
            switch transfer.target {
            case .group(let group): try writing.move(toGroup: group)
            case .owner(let owner): try writing.give(to: owner)
            }
        let placing = TransferPlacing(self, rights, connection)
        try placing.regroup(transfer.filesets, into: transfer.objects)
        if case .group(let group) = transfer.target, let container = transfer.container {
            try placing.put(objects, into: container, inGroup: group)
        }
        for object in objects { try log(.update, object, by: actor.userID, connection) }
        return report
    }

    /// What a transfer names, with the images of its filesets.
    private func named(
        by transfer: Transfer,
        _ action: Action,
        _ actor: Actor,
        _ connection: Connection
    ) throws -> [ObjectReference] {
        var objects = transfer.objects
        for fileset in transfer.filesets {
            try authorize(actor, action, ObjectReference(.fileset, fileset), connection)
            let images = try FilesetQueries.imageIDs(of: fileset, connection)
            objects += images.map { ObjectReference(.image, $0) }
        }
        return objects
    }

    /// What one of the objects says against its going there.
    private func authorize(
        _ rights: CurrentRights,
        _ object: ObjectReference,
        to target: Transfer.Target,
        _ connection: Connection
    ) throws {
        switch target {
        case .group(let group): try rights.authorize(toMove: object, toGroup: group)
        case .owner(let id):
            let group = try rights.authorize(.changeOwner, object).groupID
            let user = try existing(experimenter: id, connection)
            guard user.memberships.contains(where: { $0.groupID == group }) else {
                throw PeopleError.notMember(user: user.userName, group: "\(group)")
            }
        }
    }
}

extension ObjectKind {
    /// What people move; everything else goes with one of these.
    static let movable: [ObjectKind] = [.project, .dataset, .screen, .plate, .image]
}
