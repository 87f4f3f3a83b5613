import JSON
import Repository
import WebAccess

/// Reads parts of the tree for one visitor: what he sees of them, in lists and in counts.
struct TreeReader {
    let catalogue: any Catalogue
    let visitor: Visitor
    let visibility: Visibility
    let query: TreeQuery

    func filter(ownerID: Int?, isOrphaned: Bool = false) -> ListFilter {
        ListFilter(
            visibility,
            ownerID: ownerID,
            groupID: query.groupID,
            isOrphaned: isOrphaned
        )
    }

    /// What is to be listed of the members of a container; nil when nothing is.
    struct MemberScope {
        /// Nil for all.
        var ownerID: Int?
    }

    /// Which members of a container are listed, all of which share its group.
    ///
    /// Of a group where the visitor sees his own things alone, others' members are not.
    func members(of container: ObjectReference, ownerID: Int? = nil) throws -> MemberScope? {
        guard let ownership = try catalogue.ownership(of: container), sees(ownership),
            query.groupID == nil || query.groupID == ownership.groupID
        else { return nil }
        guard let userID = visibility.ownerSeen(inGroup: ownership.groupID) else {
            return MemberScope(ownerID: ownerID)
        }
        return ownerID == nil || ownerID == userID ? MemberScope(ownerID: userID) : nil
    }

    func sees(_ ownership: Ownership) -> Bool {
        visibility.contains(ownerID: ownership.ownerID, groupID: ownership.groupID)
    }

    /// How many members of a container the visitor sees.
    ///
    /// - Parameters:
    ///   - total: of all owners.
    ///   - countOfOwner: counts those of one owner.
    func childCount(
        _ total: Int,
        _ ownership: Ownership,
        countOfOwner: (Int) throws -> Int?
    ) throws -> Int {
        guard let owner = visibility.ownerSeen(inGroup: ownership.groupID) else { return total }
        return try countOfOwner(owner) ?? 0
    }

    /// A page without items, which is asked for the count alone.
    static let countOnly = ListPage(limit: 0)
}
