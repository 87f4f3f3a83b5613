import JSON
import Repository

/// A part of a list as documents, and how long all of it is.
struct ListedDocuments {
    var documents: [JSONValue]
    var totalCount: Int

    static let nothing = ListedDocuments(documents: [], totalCount: 0)
}

/// Reads one list for one reader: what the query asks for, of what the reader may see.
struct ListReader {
    let catalogue: any Catalogue
    let people: any People
    let visibility: Visibility
    let query: ListQuery
    let writer: DocumentWriter

    func list(_ type: ObjectType) throws -> ListedDocuments {
        if try query.isContradictory || hasHiddenParent { return .nothing }
        return switch type {
        case .projects: try projects()
        case .datasets: try datasets()
        case .images: try images()
        case .screens: try screens()
        case .plates: try plates()
        case .plateacquisitions: try plateAcquisitions()
        case .wells: try wells()
        case .rois: try rois()
        case .shapes: try shapes()
        case .experimenters: try experimenters()
        case .experimentergroups: try experimenterGroups()
        }
    }

    /// Whether the list is of something the reader does not see: its links would tell of it.
    private var hasHiddenParent: Bool {
        get throws {
            try query.parents.contains { type, id in
                guard !type.isOfPeople else { return false }
                guard let ownership = try catalogue.ownership(of: ObjectReference(type.kind, id))
                else { return true }
                return !visibility.contains(
                    ownerID: ownership.ownerID,
                    groupID: ownership.groupID
                )
            }
        }
    }

    var filter: ListFilter {
        ListFilter(
            visibility,
            ownerID: query.ownerID,
            groupID: query.groupID,
            isOrphaned: query.isOrphaned
        )
    }

    /// What is to be listed of the members of a container; nil when nothing is.
    struct MemberScope {
        /// Nil for all.
        var ownerID: Int?
    }

    /// Which members of a container are listed, all of which share its group.
    ///
    /// Of a group where the reader sees his own things
    /// alone, his own members are listed, whatever the container holds besides.
    func members(of container: ObjectReference) throws -> MemberScope? {
        guard let ownership = try catalogue.ownership(of: container),
            visibility.contains(ownerID: ownership.ownerID, groupID: ownership.groupID),
            query.groupID == nil || query.groupID == ownership.groupID, !query.isOrphaned
        else { return nil }
        guard let userID = visibility.ownerSeen(inGroup: ownership.groupID) else {
            return MemberScope(ownerID: query.ownerID)
        }
        return query.ownerID == nil || query.ownerID == userID ? MemberScope(ownerID: userID) : nil
    }

    /// Whether an object that was found otherwise belongs to the list.
    func admits(_ ownership: Ownership) -> Bool {
        visibility.contains(ownerID: ownership.ownerID, groupID: ownership.groupID)
            && (query.ownerID == nil || query.ownerID == ownership.ownerID)
            && (query.groupID == nil || query.groupID == ownership.groupID)
    }

    /// The page of a few records that lie in memory, in the order of names and then of numbers.
    func page<Record>(
        _ records: [Record],
        by name: (Record) -> String,
        write: (Record) throws -> JSONValue
    ) throws -> ListedDocuments {
        let keyed = records.map { (key: Array(name($0).utf8.map(\.lowercased)), record: $0) }
        let sorted = keyed.enumerated().sorted { one, other in
            one.element.key == other.element.key
                ? one.offset < other.offset
                : one.element.key.lexicographicallyPrecedes(other.element.key)
        }
        return ListedDocuments(
            documents: try sorted.dropFirst(query.offset).prefix(query.limit)
                .map { try write($0.element.record) },
            totalCount: records.count
        )
    }
}

extension UInt8 {
    /// The database's lists know the case of ASCII letters alone.
    fileprivate var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 0x20 : self
    }
}

extension Listed {
    func documents(_ write: (Record) throws -> JSONValue) rethrows -> ListedDocuments {
        ListedDocuments(documents: try records.map(write), totalCount: totalCount)
    }
}
