import Repository
import Settings
import WebAccess
import WebGateway

extension Endpoints {
    /// What lists containers, plates and files for the gateway.
    func browsing(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .gatewayProjects: ContainerListEndpoint(browsing, .projects)
        case .gatewayProject: ContainerDetailEndpoint(browsing, .project)
        case .gatewayDatasets: ContainerListEndpoint(browsing, .datasetsOfProject)
        case .gatewayDataset: ContainerDetailEndpoint(browsing, .dataset)
        case .gatewayImages: ContainerListEndpoint(browsing, .imagesOfDataset)
        case .gatewayWell: WellEndpoint(browsing, .images)
        case .gatewayWellData: WellEndpoint(browsing, .firstImage)
        case .gatewayPlate: PlateGridEndpoint(browsing)
        case .originalPaths: OriginalPathsEndpoint(browsing)
        case .gatewaySearch: SearchEndpoint(browsing)
        case .openWith: openWith
        default: nil
        }
    }
}

extension BrowsingApplication {
    init(_ gateway: Gateway, _ catalogue: SQLiteCatalogue, _ settings: SettingsSnapshot) {
        self.init(
            gateway,
            catalogue,
            catalogue,
            prefix: settings[WebSettings.prefix],
            layout: PlateLayout(rawValue: settings[WebSettings.plateLayout]) ?? .expand
        )
    }
}

extension OpenWithEndpoint {
    init(_ settings: SettingsSnapshot) {
        self.init(
            settings[WebSettings.openWith],
            prefix: settings[WebSettings.prefix],
            staticURL: settings[WebSettings.staticURL]
        )
    }
}
