import WebAccess
import WebClient

extension Endpoints {
    /// What answers the parts of pages that tell of things.
    func panels(_ name: EndpointName) -> (any Endpoint)? {
        let panels = Panels(tree, context)
        return switch name {
        case .details: DetailsEndpoint(panels)
        case .acquisition: AcquisitionEndpoint(panels)
        case .originalMetadata: OriginalMetadataEndpoint(panels)
        case .hierarchy: HierarchyEndpoint(panels)
        case .preview: PreviewEndpoint(panels, gateway)
        case .platePanel: PlatePanelEndpoint(panels)
        case .calendar: CalendarEndpoint(panels)
        case .dayOfHistory: HistoryEndpoint(panels)
        case .batchAnnotate: BatchAnnotateEndpoint(panels)
        default: nil
        }
    }
}
