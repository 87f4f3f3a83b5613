import HTTP

extension Routes {
    /// OMERO.figure's own; the rest of what it asks for is the gateway's and the client's.
    static let figure: [RouteDeclaration] = [
        RouteDeclaration("/figure/", .figurePage, .page),
        RouteDeclaration("/figure/new/", .figurePage, .page),
        RouteDeclaration("/figure/recover/", .figurePage, .page),
        RouteDeclaration("/figure/open/", .figurePage, .page),
        RouteDeclaration("/figure/file/<id:int>/", .figurePage, .page),
        RouteDeclaration("/figure/imgData/<id:int>/", .figureImageData, .api),
        RouteDeclaration(
            "/figure/render_scaled_region/<id:int>/<z:int>/<t:int>/",
            .figureScaledRegion,
            .rendering
        ),
        RouteDeclaration("/figure/render_thumbnail/<id:int>/", .clientThumbnail, .rendering),
        RouteDeclaration(
            "/figure/max_projection_range_exceeded/<id:int>/",
            .figureProjectionRefused,
            .rendering
        ),
        RouteDeclaration(
            "/figure/max_projection_range_exceeded/<id:int>/<z:int>/<t:int>/",
            .figureProjectionRefused,
            .rendering
        ),
        RouteDeclaration("/figure/timestamps/", .figureTimestamps, .api),
        RouteDeclaration("/figure/pixels_type/", .figurePixelsType, .api),
        RouteDeclaration("/figure/z_scale/", .figureSectionDistance, .api),
        RouteDeclaration("/figure/images_details/", .figureImagesDetails, .api),
        RouteDeclaration("/figure/roiCount/<id:int>/", .figureRegionCount, .api),
        RouteDeclaration("/figure/roiRectangles/<id:int>/", .figureRectangles, .api),
        RouteDeclaration(
            "/figure/unit_conversion/<value>/<from>/<to>/",
            .figureUnitConversion,
            .api
        ),
        RouteDeclaration("/figure/list_web_figures/", .figureList, .api),
        RouteDeclaration("/figure/load_web_figure/<id:int>/", .figureLoad, .api),
        RouteDeclaration("/figure/save_web_figure/", .figureSave, .api, [.post]),
        RouteDeclaration("/figure/delete_web_figure/", .figureDelete, .api, [.post]),
        RouteDeclaration("/figure/chgrp/", .figureMove, .api, [.post]),
    ]
}
