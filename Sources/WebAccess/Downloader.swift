package import Repository
package import SharedState

extension Visitor {
    /// The visitor as limits of downloads see him.
    package var downloader: DownloadQuotas.Person {
        DownloadQuotas.Person(
            id: actor.userID,
            groups: Array(actor.memberships.keys),
            isAdministrator: actor.role == .administrator
        )
    }
}

extension DownloadQuotas.Person {
    /// A user as limits of downloads see him.
    package init(_ user: ExperimenterRecord) {
        self.init(
            id: user.id,
            groups: user.memberships.map(\.groupID),
            isAdministrator: user.isAdministrator
        )
    }
}
