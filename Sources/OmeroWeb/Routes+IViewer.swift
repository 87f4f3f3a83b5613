import HTTP

/// The page of OMERO.iviewer, and what it asks for.
extension Routes {
    static let iviewer: [RouteDeclaration] =
        [
            RouteDeclaration("/iviewer/", .iviewer, .page),
            RouteDeclaration("/iviewer/image_data/<id:int>/", .iviewerImage, .api),
            RouteDeclaration("/iviewer/image_data/<id:int>/delta_t/", .iviewerTimes, .api),
            RouteDeclaration("/iviewer/roi/<id:int>/image_data/", .iviewerImageOfRegion, .api),
            RouteDeclaration("/iviewer/shape/<id:int>/image_data/", .iviewerImageOfShape, .api),
            // `0-10` are eleven sections, or time points.
            RouteDeclaration("/iviewer/rois_by_plane/<id:int>/<z>/<t>/", .iviewerRegions, .api),
            RouteDeclaration("/iviewer/plane_shape_counts/<id:int>/", .iviewerShapeCounts, .api),
            RouteDeclaration("/iviewer/roi/<id:int>/page_data/", .iviewerPageOfRegion, .api),
            RouteDeclaration("/iviewer/shape/<id:int>/page_data/", .iviewerPageOfShape, .api),
        ] + withAndWithoutSlash("/iviewer/well_images", .iviewerWell, .api)
        + withAndWithoutSlash("/iviewer/shape_stats", .iviewerStatistics, .rendering)
        + withAndWithoutSlash("/iviewer/get_intensity", .iviewerIntensity, .rendering)
        // The viewer sends it as a GET; see what answers it.
        + withAndWithoutSlash(
            "/iviewer/save_projection",
            .iviewerSaveProjection,
            .rendering,
            [.get, .post]
        )
        + withAndWithoutSlash("/iviewer/persist_rois", .iviewerSaveRegions, .api, [.post])

    /// OMERO.iviewer leaves the slash at the end of some paths out, also where it sends something.
    private static func withAndWithoutSlash(
        _ path: String,
        _ endpoint: EndpointName,
        _ kind: RequestClass,
        _ methods: [HTTP.Method] = [.get]
    ) -> [RouteDeclaration] {
        [path, path + "/"].map { RouteDeclaration($0, endpoint, kind, methods) }
    }
}
