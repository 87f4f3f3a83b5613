import WebAccess
import WebClient

extension Endpoints {
    /// What answers the parts of pages that tell of things.
    func panels(_ name: EndpointName) -> (any Endpoint)? {
        guard let panel = panel(name) else { return nil }
        return switch name {
        case .acquisition: framed(panel, "Acquisition")
        case .originalMetadata: framed(panel, "Original metadata", hasHeading: false)
        case .hierarchy: framed(panel, "Hierarchy", hasHeading: false)
        case .preview: framed(panel, "Preview")
        case .platePanel: framed(panel, "Plate")
        case .calendar, .dayOfHistory: framed(panel, "History")
        case .batchAnnotate: framed(panel, "Selected")
        default: framed(panel, "Details")
        }
    }

    /// What scripts get as it is, and people in the frame of a page.
    func framed(_ part: any Endpoint, _ title: String, hasHeading: Bool = true) -> any Endpoint {
        FramedEndpoint(part, context, title: title, hasHeading: hasHeading)
    }

    private func panel(_ name: EndpointName) -> (any Endpoint)? {
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
