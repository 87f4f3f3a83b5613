import HTTP
import JSON
import WebClient

/// What the viewer is opened with: the query of its page, and what it has to know of the server.
struct IViewerParameters {
    private var values: [(name: String, value: String)] = []

    /// OMERO's release whose answers this server gives; from 5.4.4 on the viewer asks for tiles of
    /// 512 × 512 pixels.
    static let serverVersion = "5.6.0"

    /// Names in the query count in any case; the server's own word counts more.
    init(_ query: QueryParameters, _ context: IViewerContext, imageID: Int?, version: String) {
        if let imageID { set("IMAGES", "\(imageID)") }
        for pair in query.pairs where !pair.value.isEmpty {
            set(pair.name.uppercased(), pair.value)
        }
        addSettings(context.settings)
        addAddresses(context.page.prefix, hasFigure: context.settings.hasFigure)
        set("VERSION", version)
        set("OMERO_VERSION", Self.serverVersion)
    }

    private mutating func addSettings(_ settings: IViewerSettings) {
        set("INTERPOLATE", "True")
        set("ROI_PAGE_SIZE", "\(settings.regionPage)")
        set("MAX_PROJECTION_BYTES", "\(settings.projectionBytes)")
        set("MAX_ACTIVE_CHANNELS", "\(settings.activeChannels)")
        set("NODEDESCRIPTORS", "None")
        set("ROI_COLOR_PALETTE", settings.palette)
        set("SHOW_PALETTE_ONLY", settings.hasPaletteOnly ? "True" : "False")
        set("ENABLE_MIRROR", settings.hasMirror ? "True" : "False")
    }

    private mutating func addAddresses(_ prefix: String, hasFigure: Bool) {
        set("WEBGATEWAY", prefix + "/webgateway/")
        set("WEBCLIENT", prefix + "/webclient/")
        set("WEB_API_BASE", prefix + "/api/v0/")
        if hasFigure { set("OMERO_FIGURE", prefix + "/figure/") }
        // Where the viewer would look for another server: no link may choose one.
        values.removeAll { $0.name == "HOST" || $0.name == "URI_PREFIX" }
        if !prefix.isEmpty { set("URI_PREFIX", prefix) }
    }

    private mutating func set(_ name: String, _ value: String) {
        values.removeAll { $0.name == name }
        values.append((name, value))
    }

    var json: JSONValue { .object(values.map { .init($0.name, .string($0.value)) }) }
}
