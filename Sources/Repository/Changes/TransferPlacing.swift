import SQLite

/// Puts what was moved into containers; part of a transaction that others begin and end.
struct TransferPlacing {
    private let catalogue: SQLiteCatalogue
    private let rights: CurrentRights
    private let connection: Connection

    init(_ catalogue: SQLiteCatalogue, _ rights: CurrentRights, _ connection: Connection) {
        self.catalogue = catalogue
        self.rights = rights
        self.connection = connection
    }

    /// Links those things to a container that it can hold.
    ///
    /// - Throws: `RepositoryError.cannot` when it can hold none of them.
    func put(
        _ objects: [ObjectReference],
        into container: Transfer.Container,
        inGroup group: Int
    ) throws {
        let link = ObjectLink.allCases.first { $0.parent == container.kind }
        let members = objects.filter { $0.kind == link?.child }
        guard let link, let first = members.first else {
            throw RepositoryError.cannot(action: "given what is moved", container.kind)
        }
        let parent =
            switch container {
            case .new(_, let name): try make(link.parent, name, for: first, inGroup: group)
            case .existing(let object): object.id
            }
        let held = try require(ObjectReference(link.parent, parent), inGroup: group)
        for member in members { try put(member, link, parent, held) }
    }

    /// Puts images of filesets that lie in no dataset into the named one that holds others of them.
    func regroup(_ filesets: [Int], into objects: [ObjectReference]) throws {
        let datasets = objects.filter { $0.kind == .dataset }.map(\.id)
        for fileset in filesets {
            let images = try FilesetQueries.imageIDs(of: fileset, connection)
            let holders = try Dictionary(
                images.map { ($0, try self.datasets(of: $0)) },
                uniquingKeysWith: { first, _ in first }
            )
            guard let dataset = datasets.first(where: { holders.values.joined().contains($0) })
            else { continue }
            for image in images where holders[image, default: []].isEmpty {
                try insert(.datasetImage, dataset, ObjectReference(.image, image))
            }
        }
    }

    private func datasets(of image: Int) throws -> [Int] {
        let text = "SELECT parent FROM \(ObjectLink.datasetImage.table) WHERE child = ?"
        return try connection.rows(text, image) { try $0.next(Int.self) }
    }

    /// A container of the owner of what comes first into it.
    private func make(
        _ kind: ObjectKind,
        _ name: String,
        for first: ObjectReference,
        inGroup group: Int
    ) throws -> Int {
        guard let owner = try rights.ownership(of: first)?.ownerID else {
            throw RepositoryError.noSuchObject(first)
        }
        guard owner == rights.actor.userID || mayWriteForOthers else {
            throw PeopleError.notAllowed("make a \(kind.className) for user \(owner)")
        }
        let ownership = Ownership(ownerID: owner, groupID: group)
        return try catalogue.insert(kind, ContainerTexts(name: name), ownership, connection)
    }

    /// Whose a container is that is seen and of that group.
    private func require(
        _ container: ObjectReference,
        inGroup group: Int
    ) throws -> ObjectOwnership {
        guard let held = try rights.ownership(of: container), may(rights.actor, .view, held) else {
            throw RepositoryError.noSuchObject(container)
        }
        guard held.groupID == group else {
            throw PeopleError.notAllowed("link things of different groups")
        }
        return held
    }

    /// Things of one owner are not mixed with anybody's, also where administrators do not mix.
    private func put(
        _ member: ObjectReference,
        _ link: ObjectLink,
        _ parent: Int,
        _ held: ObjectOwnership
    ) throws {
        guard let owned = try rights.ownership(of: member) else {
            throw RepositoryError.noSuchObject(member)
        }
        let isOneOwners = owned.ownerID == held.ownerID && mayWriteForOthers
        guard isOneOwners || mayLink(rights.actor, held, owned) else {
            throw PeopleError.notAllowed("link \(member.kind.className) \(member.id)")
        }
        try insert(link, parent, member)
    }

    private var mayWriteForOthers: Bool { rights.actor.role.privileges.contains(.writeOwned) }

    /// The link belongs to the owner of what it leads to.
    private func insert(_ link: ObjectLink, _ parent: Int, _ child: ObjectReference) throws {
        try catalogue.insert(
            link,
            parent: parent,
            child: child.id,
            ownedBy: try rights.ownership(of: child)?.ownerID,
            by: rights.actor.userID,
            connection
        )
    }
}

extension Transfer.Container {
    fileprivate var kind: ObjectKind {
        switch self {
        case .new(let kind, _): kind
        case .existing(let object): object.kind
        }
    }
}
