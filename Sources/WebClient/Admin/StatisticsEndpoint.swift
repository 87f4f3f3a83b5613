package import HTTP
package import Repository
package import WebAccess

/// `/webadmin/stats/`: how groups and users share the room that files take, as the visitor sees it.
package struct StatisticsEndpoint: Endpoint {
    private let catalogue: any Catalogue & People
    private let context: PageContext

    /// Rows of each table; the largest come first.
    static let rowsMax = 200

    package init(_ catalogue: any Catalogue & People, _ context: PageContext) {
        self.catalogue = catalogue
        self.context = context
    }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let spaces = try catalogue.driveSpace(ListFilter(Visibility(of: visitor.actor)))
        let groups = try DriveSpaceShares(byGroup: spaces, catalogue)
        let users = try DriveSpaceShares(byUser: spaces, catalogue)
        let content = """
            <main class="admin">
            \(visitor.actor.role.isAdministrator ? AdminPage.navigation(context) : "")
            <h1>Drive space</h1>
            <p>Files that you may see: \(DownloadSentence.size(users.byteCount)).</p>
            <h2>Groups</h2>
            \(Self.table("Group", groups))
            <h2>Users</h2>
            \(Self.table("User", users))
            </main>
            """
        return Page(context: context, title: "Drive space", content: content, visitor: visitor)
            .response
    }

    private static func table(_ head: String, _ shares: DriveSpaceShares) -> String {
        let rows = shares.shares.prefix(rowsMax).map { share in
            let percent = 100 * Double(share.byteCount) / Double(max(1, shares.byteCount))
            return [
                HTML.escape(share.label),
                DownloadSentence.size(share.byteCount),
                "\((percent * 10).rounded() / 10) %",
            ]
        }
        let more = shares.shares.count - rows.count
        return AdminFields.table([head, "Size", "Share"], rows)
            + (more > 0 ? "<p>And \(more) more.</p>" : "")
    }
}
