import WebAccess
import WebClient

extension Endpoints {
    func changes(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .newContainer: NewContainerEndpoint(objectChanges)
        case .saveName: NameEndpoint(objectChanges)
        case .saveDescription: DescriptionEndpoint(objectChanges)
        case .unlink: UnlinkingEndpoint(objectChanges)
        case .deleteObjects: DeletionEndpoint(objectChanges)
        case .channelNames: ChannelNamesEndpoint(objectChanges)
        case .search: SearchEndpoint(catalogue, context)
        default: nil
        }
    }
}
