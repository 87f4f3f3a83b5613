package import Repository
package import WebAccess
package import WebClient
package import WebGateway

/// What the endpoints of OMERO.iviewer share.
package struct IViewerContext: Sendable {
    let gateway: Gateway
    let catalogue: any Catalogue
    let people: any People
    let page: PageContext
    let cookies: CookieRules
    /// Where the viewer's files lie, when it is installed.
    let folders: StaticFolders
    let settings: IViewerSettings
    /// Where images that are made here lie.
    let managedFolder: String

    package init(
        _ gateway: Gateway,
        _ catalogue: any Catalogue & People,
        _ page: PageContext,
        _ cookies: CookieRules,
        _ folders: StaticFolders,
        _ settings: IViewerSettings,
        managedFolder: String
    ) {
        self.gateway = gateway
        self.catalogue = catalogue
        people = catalogue
        self.page = page
        self.cookies = cookies
        self.folders = folders
        self.settings = settings
        self.managedFolder = managedFolder
    }

    var regions: SeenRegions { SeenRegions(gateway, catalogue) }
}

/// What the operator tells the viewer.
package struct IViewerSettings: Sendable {
    /// Bytes of a channel that are projected at most.
    package var projectionBytes = 256 << 20
    package var activeChannels = 10
    /// Regions of one list.
    package var regionPage = 500
    package var palette = ""
    package var hasPaletteOnly = false
    package var hasMirror = false
    /// Whether the viewer's own address leads to that of the configured viewer.
    package var isRedirected = false
    /// Whether OMERO.figure is installed, to which the viewer offers to send images.
    package var hasFigure = false

    package init() {}
}
