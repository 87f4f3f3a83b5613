import HTTP

/// What the server answers: the whole surface on one page.
///
/// The router, the choice of the pool, the limits, the labels of the metrics and the configuration
/// of the front server derive from it.
package enum Routes {
    static let all: [RouteDeclaration] = [
        RouteDeclaration("/", .home, .page),
        RouteDeclaration("/webclient/", .browser, .page),
        RouteDeclaration("/webclient/img_detail/<id:int>/", .viewer, .page),
        RouteDeclaration("/webclient/keepalive_ping/", .keepalivePing, .page, access: .everybody),
        RouteDeclaration("/webclient/render_thumbnail/<id:int>/", .clientThumbnail, .rendering),
        RouteDeclaration(
            "/webclient/render_thumbnail/size/<w:int>/<id:int>/",
            .clientThumbnail,
            .rendering
        ),
        RouteDeclaration("/webgateway/", .welcome, .page),
        RouteDeclaration("/webgateway/render_thumbnail/<id:int>/", .thumbnail, .rendering),
        RouteDeclaration("/webgateway/render_thumbnail/<id:int>/<w:int>/", .thumbnail, .rendering),
        RouteDeclaration(
            "/webgateway/render_thumbnail/<id:int>/<w:int>/<h:int>/",
            .thumbnail,
            .rendering
        ),
        RouteDeclaration("/webgateway/render_birds_eye_view/<id:int>/", .thumbnail, .rendering),
        RouteDeclaration(
            "/webgateway/render_birds_eye_view/<id:int>/<w:int>/",
            .thumbnail,
            .rendering
        ),
        RouteDeclaration("/webgateway/render_image/<id:int>/", .plane, .rendering),
        RouteDeclaration("/webgateway/render_image/<id:int>/<z:int>/", .plane, .rendering),
        RouteDeclaration("/webgateway/render_image/<id:int>/<z:int>/<t:int>/", .plane, .rendering),
        RouteDeclaration(
            "/webgateway/render_image_region/<id:int>/<z:int>/<t:int>/",
            .region,
            .rendering
        ),
        RouteDeclaration("/webgateway/imgData/<id:int>/", .imageData, .api),
        RouteDeclaration("/webgateway/imgData/<id:int>/<key>/", .imageData, .api),
        RouteDeclaration("/webgateway/luts/", .lookUpTables, .api),
        RouteDeclaration("/webgateway/luts_png/", .lookUpTablesPicture, .api),
        RouteDeclaration(
            "/webgateway/archived_files/download/<id:int>/",
            .originalFile,
            .download,
            pool: .async
        ),
    ]

    /// Static files, wherever `static_url` puts them.
    static func staticFiles(_ url: String) -> RouteDeclaration {
        RouteDeclaration(url + "<path:path>", .staticFile, .page, access: .everybody)
    }
}

/// One line of the table: a form of path, what answers it, and how it is treated.
struct RouteDeclaration: Sendable {
    enum Pool: Sendable {
        case any
        /// Long answers: the connection moves to the asynchronous pool.
        case async
    }

    enum Access: Sendable {
        /// Visitors with a session, and the public where that is on.
        case visitors
        case everybody
    }

    let pattern: RoutePattern
    let endpoint: EndpointName
    let kind: RequestClass
    let pool: Pool
    let access: Access

    init(
        _ pattern: String,
        _ endpoint: EndpointName,
        _ kind: RequestClass,
        pool: Pool = .any,
        access: Access = .visitors
    ) {
        self.pattern = RoutePattern(pattern)
        self.endpoint = endpoint
        self.kind = kind
        self.pool = pool
        self.access = access
    }
}

/// The endpoints by name, so that the table can be read where none of them runs.
enum EndpointName: CaseIterable, Sendable {
    case home
    case browser
    case viewer
    case keepalivePing
    case clientThumbnail
    case welcome
    case thumbnail
    case plane
    case region
    case imageData
    case lookUpTables
    case lookUpTablesPicture
    case originalFile
    case staticFile
}
