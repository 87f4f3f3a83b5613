import Repository
import SharedState
import WebAccess
import WebGateway

extension Endpoints {
    /// What reads and changes saved rendering settings.
    func settings(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .saveSettings: SaveSettingsEndpoint(settings)
        case .copiedSettings: CopiedSettingsEndpoint(settings)
        case .copySettings: CopySettingsEndpoint(settings)
        case .resetSettings: ResetSettingsEndpoint(settings, to: .imported)
        case .applyOwnersSettings: ResetSettingsEndpoint(settings, to: .owner)
        case .compatibleImages: CompatibleImagesEndpoint(settings)
        default: nil
        }
    }
}

extension SettingsApplication {
    init(_ gateway: Gateway, _ catalogue: any Catalogue, _ shared: SharedState) {
        self.init(gateway, catalogue, shared.renderings, shared.copiedSettings)
    }
}
