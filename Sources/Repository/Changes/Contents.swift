import SQLite

/// Things with what they alone hold, which goes where they go.
///
/// What lies in another container as well stays, and so does what the actor may not treat so.
struct Contents {
    /// By kind: projects, datasets, screens, plates, wells and images with others that were named.
    private(set) var members: [ObjectKind: Set<Int>] = [:]
    private let rights: CurrentRights
    private let action: Action
    private let connection: Connection

    /// - Parameter isDeep: whether containers take along what they hold; plates and wells always do.
    init(
        of objects: [ObjectReference],
        isDeep: Bool,
        _ action: Action,
        _ rights: CurrentRights,
        _ connection: Connection
    ) throws {
        self.rights = rights
        self.action = action
        self.connection = connection
        for object in objects { members[object.kind, default: []].insert(object.id) }
        if isDeep {
            for link in [ObjectLink.projectDataset, .screenPlate, .datasetImage] {
                try addMembers(link)
            }
        }
        try addFields()
    }

    subscript(_ kind: ObjectKind) -> [Int] { members[kind, default: []].sorted() }

    private mutating func addMembers(_ link: ObjectLink) throws {
        let parents = members[link.parent, default: []]
        for parent in parents.sorted() {
            let text = "SELECT child FROM \(link.table) WHERE parent = ? ORDER BY child"
            for child in try connection.rows(text, parent, read: { try $0.next(Int.self) }) {
                guard try isHeld(child, link, by: parents),
                    try rights.allow(action, ObjectReference(link.child, child))
                else { continue }
                members[link.child, default: []].insert(child)
            }
        }
    }

    /// Whether nothing but these containers holds a thing; a well that shows an image holds it too.
    private func isHeld(_ child: Int, _ link: ObjectLink, by parents: Set<Int>) throws -> Bool {
        let text = "SELECT parent FROM \(link.table) WHERE child = ?"
        let holders = try connection.rows(text, child) { try $0.next(Int.self) }
        let counted = try connection.row(
            "SELECT parentcount FROM \(link.child.rawValue) WHERE id = ?",
            child
        ) { try $0.next(Int.self) }
        return counted == holders.count && holders.allSatisfy(parents.contains)
    }

    /// The images of wells belong to their plate whatever else holds them.
    private mutating func addFields() throws {
        for plate in self[.plate] {
            let text = "SELECT id FROM well WHERE plate = ?"
            members[.well, default: []].formUnion(
                try connection.rows(text, plate) { try $0.next(Int.self) }
            )
        }
        for well in self[.well] {
            let text = "SELECT image FROM wellsample WHERE well = ?"
            members[.image, default: []].formUnion(
                try connection.rows(text, well) { try $0.next(Int.self) }
            )
        }
    }

    /// The images in the order of their filesets, in parts of about so many; filesets stay whole.
    ///
    /// - Throws: `RepositoryError.sharedFileset` when an image of a fileset is not among them.
    func imageBatches(ofAbout count: Int) throws -> [[Int]] {
        let images = members[.image, default: []]
        var batches: [[Int]] = []
        for (fileset, whole) in try filesets() {
            if let kept = whole.first(where: { !images.contains($0) }) {
                throw RepositoryError.sharedFileset(id: fileset, imageID: kept)
            }
            if let last = batches.last, last.count + whole.count <= count {
                batches[batches.count - 1] += whole
            } else {
                batches.append(whole)
            }
        }
        return batches
    }

    /// The filesets of the images by their numbers, each with all of its images.
    func filesets() throws -> [(id: Int, images: [Int])] {
        var filesets: Set<Int> = []
        for image in members[.image, default: []] {
            let text = "SELECT fileset FROM image WHERE id = ?"
            guard let fileset = try connection.row(text, image, read: { try $0.next(Int.self) })
            else { throw RepositoryError.noSuchObject(ObjectReference(.image, image)) }
            filesets.insert(fileset)
        }
        return try filesets.sorted().map { fileset in
            (fileset, try FilesetQueries.imageIDs(of: fileset, connection))
        }
    }
}
