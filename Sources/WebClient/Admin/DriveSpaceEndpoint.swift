package import HTTP
package import Repository
package import WebAccess

/// `/webadmin/drivespace_json/…`: how much room files take that the visitor sees.
package struct DriveSpaceEndpoint: Endpoint {
    package enum Question: Sendable {
        case groups, users
        /// Who has files in one group.
        case usersOfGroup
        /// Where one user has files.
        case groupsOfUser
    }

    private let catalogue: any Catalogue & People
    private let question: Question

    package init(_ catalogue: any Catalogue & People, _ question: Question) {
        self.catalogue = catalogue
        self.question = question
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        var filter = ListFilter(Visibility(of: visitor.actor))
        let id = parameters.integer("id")
        switch question {
        case .usersOfGroup: filter.groupID = id
        case .groupsOfUser: filter.ownerID = id
        case .groups, .users: break
        }
        let spaces = try catalogue.driveSpace(filter)
        let shares =
            switch question {
            case .groups, .groupsOfUser: try DriveSpaceShares(byGroup: spaces, catalogue)
            case .users: try DriveSpaceShares(byUser: spaces, catalogue)
            case .usersOfGroup: try DriveSpaceShares(byUser: spaces, inGroup: id, catalogue)
            }
        return Response(.ok, [.unkept], json: shares.json)
    }
}
