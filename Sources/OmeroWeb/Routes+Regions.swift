import HTTP

extension Routes {
    /// Regions of interest, as documents and as pictures.
    static let regions: [RouteDeclaration] = [
        RouteDeclaration("/webgateway/get_rois_json/<id:int>/", .regions, .api),
        RouteDeclaration("/webgateway/get_shape_json/<roi:int>/<id:int>/", .shape, .api),
        RouteDeclaration(
            "/webgateway/render_roi_thumbnail/<id:int>/",
            .regionThumbnail,
            .rendering
        ),
        RouteDeclaration(
            "/webgateway/render_shape_thumbnail/<id:int>/",
            .shapeThumbnail,
            .rendering
        ),
        RouteDeclaration("/webgateway/render_shape_mask/<id:int>/", .shapeMask, .rendering),
    ]
}
