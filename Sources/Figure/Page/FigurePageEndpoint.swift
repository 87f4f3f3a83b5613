package import HTTP
import JSON
import Kernel
import Repository
package import WebAccess
import WebClient
import WebGateway

/// `/figure/`, and the addresses below it that the editor's own scripts read: its page.
package struct FigurePageEndpoint: Endpoint {
    private let application: FigureApplication

    /// The page of release 8 has 70 kB.
    private static let pageBytesMax = 1 << 20

    package init(_ application: FigureApplication) { self.application = application }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let secret = CSRFToken.secret(of: request) ?? CSRFToken.makeSecret()
        let page = FigurePage(
            constants: try constants(visitor),
            filesURL: HTML.escape(application.page.staticURL + "omero_figure/"),
            iconLink: application.page.iconLink,
            year: HTTPDate.civil(fromDays: WallClock.nowSeconds() / 86_400).year,
            nonce: CSRFToken.makeSecret()
        )
        guard let html = page.html(try published()) else {
            throw Refusal(.notFound, "OMERO.figure's page is of a release that is not known here")
        }
        return .page(
            html: html,
            contentPolicy: page.contentPolicy,
            [.unkept, application.cookies.csrf(secret, isSecure: visitor.isSecure)]
        )
    }

    private func published() throws -> String {
        guard let file = application.folders.open("omero_figure/index.html") else {
            throw Refusal(.notFound, "OMERO.figure is not installed on this server")
        }
        let size = min(file.sizeBytes, Self.pageBytesMax)
        return String(decoding: try file.read(at: 0, count: size), as: UTF8.self)
    }

    private func constants(_ visitor: Visitor) throws -> [(name: String, value: JSONValue)] {
        let user = try application.people.experimenter(visitor.actor.userID)
        let prefix = application.page.prefix
        return [
            ("APP_SERVED_BY_OMERO", true),
            ("BASE_OMEROWEB_URL", .string(prefix + "/")),
            ("APP_ROOT_URL", .string(prefix + "/figure/")),
            ("STATIC_DIR", .string(application.page.staticURL + "omero_figure")),
            ("PING_URL", .string(prefix + "/webclient/keepalive_ping/")),
            ("USER_ID", .integer(visitor.actor.userID)),
            ("USER_FULL_NAME", .string(user.map { "\($0.firstName) \($0.lastName)" } ?? "")),
            ("IS_PUBLIC_USER", .boolean(visitor.session == nil)),
            ("IS_ADMIN", .boolean(visitor.actor.role == .administrator)),
            ("MAX_PLANE_SIZE", .integer(Gateway.planePixelsMax)),
            ("MAX_PROJECTION_BYTES", .integer(application.gateway.limits.projectionBytes)),
            ("MAX_ACTIVE_CHANNELS", .integer(application.activeChannels)),
            ("LENGTH_UNITS", LengthUnits.json),
        ]
    }
}
