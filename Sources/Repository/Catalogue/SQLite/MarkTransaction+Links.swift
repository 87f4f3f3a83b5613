import SQLite

extension MarkTransaction {
    /// Puts a thing into another of its group; whoever writes for others writes it as its owner's.
    func add(_ link: TreeLink, _ parent: Int, _ child: Int) throws {
        let ends = try ends(link, parent, child)
        let action: Action = link.isAnnotation ? .annotate : .link
        for end in ends { try catalogue.authorize(actor, action, end, connection) }
        let owned = try ends.compactMap { try catalogue.ownership(of: $0, connection) }
        guard owned.count == 2, owned[0].groupID == owned[1].groupID else {
            throw PeopleError.notAllowed("link things of different groups")
        }
        switch link {
        case .container(let container):
            let isWriter = actor.role.privileges.contains(.writeOwned)
            let owner = isWriter ? owned[1].ownerID : actor.userID
            try catalogue.insert(
                container,
                parent: parent,
                child: child,
                ownedBy: owner,
                by: actor.userID,
                connection
            )
        case .tagSet: try self.link(child, to: [ends[0]])
        case .tag: try self.link(parent, to: [ends[1]])
        }
    }

    /// Takes a thing out of another; false when it is not there.
    ///
    /// Somebody's own links of annotations go alone, unless he may take off others' as well.
    func remove(_ link: TreeLink, _ parent: Int, _ child: Int) throws -> Bool {
        let ends = try ends(link, parent, child)
        for end in ends { try catalogue.authorize(actor, .view, end, connection) }
        let group = try catalogue.ownership(of: ends[0], connection)?.groupID ?? -1
        let owners = try owners(link, parent, child)
        guard !owners.isEmpty else { return false }
        let removable = owners.filter { owner in
            rights.allow(.edit, Ownership(ownerID: owner, groupID: group))
        }
        guard !removable.isEmpty else {
            let names = ends.map { "\($0.kind.className) \($0.id)" }
            throw PeopleError.notAllowed("take \(names[1]) out of \(names[0])")
        }
        let columns = link.columns
        let condition = link.isAnnotation ? " AND owner_id = ?3" : " AND ?3 IS NOT NULL"
        for owner in removable {
            try connection.run(
                """
                DELETE FROM \(link.table)
                WHERE \(columns.parent) = ?1 AND \(columns.child) = ?2\(condition)
                """,
                parent,
                child,
                owner
            )
        }
        try log(.update, ends[0])
        return true
    }

    /// The parent and the child of a link, which are what the link is about.
    private func ends(
        _ link: TreeLink,
        _ parent: Int,
        _ child: Int
    ) throws -> [ObjectReference] {
        switch link {
        case .container(let link):
            [ObjectReference(link.parent, parent), ObjectReference(link.child, child)]
        case .tagSet: [try requireSet(parent), try require(child, .tag)]
        case .tag(let kind): [try require(parent, .tag), ObjectReference(kind, child)]
        }
    }

    /// Whose links there are between two things.
    private func owners(_ link: TreeLink, _ parent: Int, _ child: Int) throws -> [Int] {
        let text: String
        switch link {
        // Only containers' links may have no owner, and what they hold has one.
        case .container(let link): text = LinkQueries.owner(link)
        case .tagSet, .tag:
            let columns = link.columns
            text = """
                SELECT owner_id FROM \(link.table)
                WHERE \(columns.parent) = ? AND \(columns.child) = ?
                """
        }
        return try connection.rows(text, parent, child) { try $0.next(Int.self) }
    }
}
