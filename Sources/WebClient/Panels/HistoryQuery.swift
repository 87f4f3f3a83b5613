import HTTP
import Repository
import WebAccess

/// Whose imports are asked for, and where an address says so.
struct HistoryQuery {
    let filter: ListFilter
    let page: ListPage
    /// What an address of other days keeps, ready for an attribute; each part ends with `&amp;`.
    let kept: String

    /// - Throws: `Refusal` for what is no number, and for groups in which the visitor sees nothing.
    init(_ request: Request, _ visitor: Visitor, pageSize: Int) throws {
        let query = try TreeQuery(request, pageSize: pageSize)
        try query.requireMembership(visitor.actor)
        // His own, unless he asks for those of another, or of all by a number below 0.
        let asked = try query.number("experimenter")
        let owner = asked ?? visitor.actor.userID
        filter = ListFilter(
            Visibility(of: visitor.actor),
            ownerID: owner < 0 ? nil : owner,
            groupID: query.groupID
        )
        page = query.page
        let parts = [("experimenter", asked), ("group", query.groupID)]
        kept = parts.compactMap { name, id in id.map { "\(name)=\($0)&amp;" } }.joined()
    }

    /// How many items come before the page.
    var offset: Int {
        guard case .offset(let offset) = page.start else { return 0 }
        return offset
    }
}
