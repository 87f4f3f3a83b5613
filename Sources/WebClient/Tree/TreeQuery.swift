import HTTP
import Repository
import WebAccess

/// The parameters of a request for a part of the tree.
struct TreeQuery {
    private let parameters: QueryParameters
    let page: ListPage
    /// Nil for all groups.
    let groupID: Int?

    /// - Parameters:
    ///   - pageSize: items of a page whose length nobody asked for.
    ///   - itemsMax: most items of a page, and all there are of page 0.
    /// - Throws: `Refusal` for what is no number.
    init(_ request: Request, pageSize: Int, itemsMax: Int = Tree.itemsMax) throws {
        parameters = try QueryParameters(query: request.target.query)
        groupID = try parameters.identifier("group")
        let asked = try parameters.number("limit") ?? -1
        let limit = min(asked < 0 ? pageSize : asked, itemsMax)
        let number = try parameters.number("page") ?? 1
        if number > 0 {
            let (offset, isTooLarge) = (number - 1).multipliedReportingOverflow(by: limit)
            page = ListPage(.offset(isTooLarge ? .max : offset), limit: limit)
        } else {
            page = ListPage(limit: itemsMax)
        }
    }

    /// Asks for the first items of everything, whatever the group.
    init(itemsMax: Int) {
        parameters = QueryParameters()
        groupID = nil
        page = ListPage(limit: itemsMax)
    }

    /// A number that is nobody's below 0, where OMERO means all; nil then and without it.
    func identifier(_ name: String) throws -> Int? { try parameters.identifier(name) }

    func number(_ name: String) throws -> Int? { try parameters.number(name) }

    func text(_ name: String) -> String? { parameters.first(name) }

    /// Numbers of a parameter that may be repeated, and hold several with commas between them.
    func numbers(_ name: String) throws -> [Int] {
        try parameters.all(name).flatMap { $0.split(separator: ",") }.map { text in
            guard let number = Int(text) else { throw Refusal.invalidParameter }
            return number
        }
    }

    /// Whether a parameter says yes, in any of OMERO's words for it.
    func isOn(_ name: String) -> Bool {
        guard let text = parameters.first(name) else { return false }
        return ["true", "yes", "y", "t", "1", "on"].contains(text.lowercased())
    }

    /// - Throws: `Refusal` when only one group is wanted, and the visitor sees nothing in it.
    func requireMembership(_ actor: Actor) throws {
        guard let groupID, !actor.role.isAdministrator, actor.memberships[groupID] == nil,
            !actor.openGroups.contains(groupID)
        else { return }
        throw Refusal(.forbidden, "Not a member of Group: \(groupID)")
    }
}

extension QueryParameters {
    fileprivate func number(_ name: String) throws -> Int? {
        guard let text = first(name) else { return nil }
        guard let number = Int(text) else { throw Refusal.invalidParameter }
        return number
    }

    /// A number that is nobody's below 0; nil then and without it.
    func identifier(_ name: String) throws -> Int? {
        try number(name).flatMap { $0 < 0 ? nil : $0 }
    }
}

extension Refusal {
    static let invalidParameter = Refusal(.badRequest, "Invalid parameter value")
}
