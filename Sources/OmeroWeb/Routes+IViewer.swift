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
        ] + withAndWithoutSlash("/iviewer/well_images", .iviewerWell, .api)

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
