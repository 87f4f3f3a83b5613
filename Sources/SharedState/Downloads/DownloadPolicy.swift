/// What holds for downloads of everybody, and for whom nothing does.
package struct DownloadPolicy: Sendable, Equatable {
    package var everybody: DownloadLimits
    package var exemptsAdministrators: Bool

    package init(everybody: DownloadLimits = .none, exemptsAdministrators: Bool = true) {
        self.everybody = everybody
        self.exemptsAdministrators = exemptsAdministrators
    }
}
