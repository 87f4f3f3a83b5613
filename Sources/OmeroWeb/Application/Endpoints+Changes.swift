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
        case .chgrp: TransferEndpoint(objectChanges, isChgrp: true)
        case .chown: TransferEndpoint(objectChanges, isChgrp: false)
        case .chgrpDryRun: TransferTrialEndpoint(isChgrp: true)
        case .chownDryRun: TransferTrialEndpoint(isChgrp: false)
        case .chgrpGroups: TransferGroupsEndpoint(catalogue)
        case .chgrpTargets: TransferTargetsEndpoint(catalogue)
        case .filesetCheck: FilesetCheckEndpoint(objectChanges)
        case .activities: ActivitiesEndpoint(catalogue)
        case .activityList: framed(ActivityListEndpoint(), "Activities", hasHeading: false)
        case .activityUpdate: ActivityUpdateEndpoint()
        case .search: SearchEndpoint(catalogue, context)
        default: nil
        }
    }
}
