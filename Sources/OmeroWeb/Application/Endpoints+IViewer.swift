import IViewer
import Settings
import WebAccess
import WebClient

extension Endpoints {
    /// What answers OMERO.iviewer.
    func iviewer(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .iviewer: IViewerEndpoint(iviewer)
        case .iviewerImage: ImageDetailsEndpoint(iviewer)
        case .iviewerImageOfRegion: ImageDetailsEndpoint(iviewer, of: .roi)
        case .iviewerImageOfShape: ImageDetailsEndpoint(iviewer, of: .shape)
        case .iviewerTimes: TimesEndpoint(iviewer)
        case .iviewerWell: WellImagesEndpoint(iviewer)
        case .iviewerRegions: PlaneRegionsEndpoint(iviewer, api)
        case .iviewerShapeCounts: PlaneShapeCountsEndpoint(iviewer)
        case .iviewerPageOfRegion: RegionPageEndpoint(iviewer, of: .roi)
        case .iviewerPageOfShape: RegionPageEndpoint(iviewer, of: .shape)
        case .iviewerSaveRegions: SaveRegionsEndpoint(iviewer)
        case .iviewerStatistics: ShapeStatisticsEndpoint(iviewer)
        case .iviewerIntensity: IntensityEndpoint(iviewer)
        case .iviewerSaveProjection: SaveProjectionEndpoint(iviewer)
        default: nil
        }
    }
}

extension IViewerSettings {
    init(_ settings: SettingsSnapshot) {
        self.init()
        let limit = settings[WebSettings.iviewerProjectionLimit]
        projectionBytes = settings[WebSettings.projectionLimit]
        if limit > 0 { projectionBytes = min(projectionBytes, limit) }
        activeChannels = settings[WebSettings.iviewerChannels]
        regionPage = min(settings[WebSettings.iviewerRegionPage], settings[WebSettings.apiListMax])
        palette = settings[WebSettings.iviewerPalette]
        hasPaletteOnly = settings[WebSettings.iviewerPaletteOnly]
        hasMirror = settings[WebSettings.iviewerMirrors]
        isRedirected = settings[WebSettings.iviewerRedirects]
        hasFigure = StaticFolders(settings).hasFolder("omero_figure")
    }
}
