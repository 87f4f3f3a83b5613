import Figure
import WebAPI
import WebAccess
import WebGateway

extension Endpoints {
    /// What answers OMERO.figure.
    func figure(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .figurePage: FigurePageEndpoint(figures)
        case .figureImageData: FigureImageDataEndpoint(figures)
        case .figureScaledRegion: ScaledRegionEndpoint(gateway)
        case .figureProjectionRefused: ProjectionRefusedEndpoint()
        case .figureTimestamps: ImageFactsEndpoint(figures, .timestamps)
        case .figurePixelsType: ImageFactsEndpoint(figures, .pixelsType)
        case .figureSectionDistance: ImageFactsEndpoint(figures, .sectionDistance)
        case .figureImagesDetails: ImagesDetailsEndpoint(figures)
        case .figureRegionCount: RegionCountEndpoint(figures)
        case .figureRectangles: RectanglesEndpoint(api)
        case .figureUnitConversion: UnitConversionEndpoint()
        case .figureList: ListFiguresEndpoint(figures)
        case .figureLoad: LoadFigureEndpoint(figures)
        case .figureSave: SaveFigureEndpoint(figures)
        case .figureDelete: DeleteFigureEndpoint(figures)
        case .figureMove: MoveFigureEndpoint(figures)
        default: nil
        }
    }
}
