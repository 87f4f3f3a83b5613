import HTTP
import Telemetry
import WebAccess

/// What the server answers: the whole surface on one page.
///
/// The router, the choice of the pool, the limits, the labels of the metrics and the configuration
/// of the front server derive from it.
package enum Routes {
    static let all: [RouteDeclaration] =
        accounts + administration + api + tree + pages + pictures(of: "/webgateway/")
        + pictures(of: "/webclient/") + gateway + regions + downloads + besidesDownloads
        + figure + iviewer + changes + search + annotations + settings + tables
        + browsing + panels

    /// Where visitors log in, below the prefix.
    static let loginPath = "/webclient/login/"

    private static let accounts: [RouteDeclaration] = [
        RouteDeclaration(loginPath, .login, .login, [.get, .post], access: .everybody),
        RouteDeclaration("/webclient/logout/", .logout, .page, [.get, .post], access: .everybody),
        // Under webadmin's names too, as OMERO.web has them.
        RouteDeclaration("/webadmin/login/", .login, .login, [.get, .post], access: .everybody),
        RouteDeclaration("/webadmin/logout/", .logout, .page, [.get, .post], access: .everybody),
        RouteDeclaration("/webclient/active_group/", .activeGroup, .page, [.get, .post]),
        RouteDeclaration("/webclient/group_user_content/", .groupUserContent, .page),
        RouteDeclaration("/webadmin/myaccount/", .account, .page),
        RouteDeclaration("/webadmin/myphoto/", .avatar, .page),
        RouteDeclaration("/webclient/avatar/<id:int>/", .avatar, .page),
        RouteDeclaration("/webadmin/change_avatar/<id:int>/", .changeAvatar, .page),
        RouteDeclaration(
            "/webadmin/change_avatar/<id:int>/<action>/",
            .changeAvatar,
            .page,
            [.get, .post]
        ),
        RouteDeclaration("/webadmin/change_password/<id:int>/", .changePassword, .login, [.post]),
        RouteDeclaration(
            "/webadmin/forgottenpassword/",
            .forgottenPassword,
            .login,
            [.get, .post],
            access: .everybody
        ),
        RouteDeclaration(
            PasswordReset.path,
            .resetPassword,
            .login,
            [.get, .post],
            access: .everybody
        ),
        RouteDeclaration("/webadmin/sessions/", .sessions, .api),
        RouteDeclaration("/webadmin/sessions/end/", .endSessions, .page, [.post]),
    ]

    private static let administration: [RouteDeclaration] = [
        RouteDeclaration("/webadmin/", .administration, .page),
        RouteDeclaration("/webadmin/experimenters/", .experimenters, .page),
        RouteDeclaration("/webadmin/experimenter/new/", .newExperimenter, .page),
        RouteDeclaration("/webadmin/experimenter/create/", .newExperimenter, .login, [.post]),
        RouteDeclaration("/webadmin/experimenter/edit/<id:int>/", .experimenter, .page),
        RouteDeclaration("/webadmin/experimenter/save/<id:int>/", .experimenter, .page, [.post]),
        RouteDeclaration("/webadmin/groups/", .groups, .page),
        RouteDeclaration("/webadmin/group/new/", .newGroup, .page),
        RouteDeclaration("/webadmin/group/create/", .newGroup, .page, [.post]),
        RouteDeclaration("/webadmin/group/edit/<id:int>/", .group, .page),
        RouteDeclaration("/webadmin/group/save/<id:int>/", .group, .page, [.post]),
        RouteDeclaration("/webadmin/group_owner/edit/<id:int>/", .group, .page),
        RouteDeclaration("/webadmin/group_owner/save/<id:int>/", .group, .page, [.post]),
        RouteDeclaration("/webadmin/email/", .email, .page, [.get, .post]),
        RouteDeclaration("/webadmin/stats/", .statistics, .page),
        RouteDeclaration("/webadmin/drivespace_json/groups/", .driveSpaceOfGroups, .api),
        RouteDeclaration("/webadmin/drivespace_json/users/", .driveSpaceOfUsers, .api),
        RouteDeclaration("/webadmin/drivespace_json/group/<id:int>/", .driveSpaceInGroup, .api),
        RouteDeclaration("/webadmin/drivespace_json/user/<id:int>/", .driveSpaceOfUser, .api),
    ]

    private static let api: [RouteDeclaration] = [
        RouteDeclaration("/api/v0/token/", .apiToken, .api, access: .everybody),
        RouteDeclaration("/api/v0/servers/", .apiServers, .api, access: .everybody),
        RouteDeclaration("/api/v0/login/", .apiLogin, .login, [.get, .post], access: .everybody),
        RouteDeclaration("/api/openapi.json", .openAPI, .page, access: .everybody),
        RouteDeclaration("/api/", .apiVersions, .api, access: .everybody),
        RouteDeclaration("/api/v0/", .apiStart, .api, access: .everybody),
        RouteDeclaration("/api/v0/quota/", .apiQuota, .api),
        RouteDeclaration("/api/v0/quotas/", .apiQuotas, .api),
        RouteDeclaration(
            "/api/v0/quotas/<type>/<id:int>/",
            .apiQuotaOverride,
            .api,
            [.get, .put, .delete]
        ),
        RouteDeclaration("/api/v0/quotas/users/<id:int>/reset/", .apiQuotaReset, .api, [.post]),
        RouteDeclaration("/api/v0/m/save/", .apiSave, .api, [.post, .put]),
        RouteDeclaration("/api/v0/m/<type>/", .apiList, .api),
        RouteDeclaration("/api/v0/m/<type>/<id:int>/", .apiObject, .api, [.get, .delete]),
        RouteDeclaration("/api/v0/m/<parent>/<id:int>/<type>/", .apiList, .api),
        RouteDeclaration(
            "/api/v0/m/<parent>/<id:int>/wellsampleindex/<index:int>/<type>/",
            .apiList,
            .api
        ),
    ]

    /// What OMERO's clients browse.
    private static let tree: [RouteDeclaration] = {
        let lines: [(String, EndpointName)] = [
            ("containers/", .treeContainers),
            ("datasets/", .treeDatasets),
            ("images/", .treeImages),
            ("plates/", .treePlates),
            ("plate_acquisitions/", .treePlateAcquisitions),
            ("experimenters/", .treeExperimenters),
            // A number, or -1 for all.
            ("experimenters/<id>/", .treeExperimenter),
            ("groups/", .treeGroups),
            ("paths_to_object/", .treePaths),
        ]
        return lines.map { RouteDeclaration("/webclient/api/" + $0, $1, .api) }
    }()

    private static let pages: [RouteDeclaration] = [
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
        RouteDeclaration("/webclient/get_thumbnail/<id:int>/", .clientThumbnailText, .rendering),
        RouteDeclaration("/webclient/get_thumbnails/", .thumbnails, .rendering),
        RouteDeclaration("/webclient/get_thumbnails/<share:int>/", .thumbnails, .rendering),
        RouteDeclaration("/webgateway/", .welcome, .page),
    ]

    /// The views of images that both applications have.
    private static func pictures(of application: String) -> [RouteDeclaration] {
        let plane = "<id:int>/<z:int>/<t:int>/"
        let lines: [(String, EndpointName, RequestClass)] = [
            ("render_birds_eye_view/<id:int>/", .thumbnail, .rendering),
            ("render_birds_eye_view/<id:int>/<w:int>/", .thumbnail, .rendering),
            ("render_image/<id:int>/", .plane, .rendering),
            ("render_image/<id:int>/<z:int>/", .plane, .rendering),
            ("render_image/" + plane, .plane, .rendering),
            ("render_image_region/" + plane, .region, .rendering),
            ("render_split_channel/" + plane, .splitChannel, .rendering),
            ("render_row_plot/\(plane)<y:int>/", .rowPlot, .rendering),
            ("render_row_plot/\(plane)<y:int>/<w:int>/", .rowPlot, .rendering),
            ("render_col_plot/\(plane)<x:int>/", .columnPlot, .rendering),
            ("render_col_plot/\(plane)<x:int>/<w:int>/", .columnPlot, .rendering),
            ("imgData/<id:int>/", .imageData, .api),
            ("imgData/<id:int>/<key>/", .imageData, .api),
            ("luts/", .lookUpTables, .api),
        ]
        return lines.map { RouteDeclaration(application + $0, $1, $2) }
    }

    private static let gateway: [RouteDeclaration] = [
        RouteDeclaration("/webgateway/render_thumbnail/<id:int>/", .thumbnail, .rendering),
        RouteDeclaration("/webgateway/render_thumbnail/<id:int>/<w:int>/", .thumbnail, .rendering),
        RouteDeclaration(
            "/webgateway/render_thumbnail/<id:int>/<w:int>/<h:int>/",
            .thumbnail,
            .rendering
        ),
        RouteDeclaration("/webgateway/get_thumbnail/<id:int>/", .thumbnailText, .rendering),
        RouteDeclaration("/webgateway/get_thumbnail/<id:int>/<w:int>/", .thumbnailText, .rendering),
        RouteDeclaration(
            "/webgateway/get_thumbnail/<id:int>/<w:int>/<h:int>/",
            .thumbnailText,
            .rendering
        ),
        RouteDeclaration("/webgateway/get_thumbnails/", .thumbnails, .rendering),
        RouteDeclaration("/webgateway/get_thumbnails/<w:int>/", .thumbnails, .rendering),
        RouteDeclaration("/webgateway/render_image_rdef/<id:int>/", .planeOfSettings, .rendering),
        RouteDeclaration(
            "/webgateway/render_image_rdef/<id:int>/<z:int>/",
            .planeOfSettings,
            .rendering
        ),
        RouteDeclaration(
            "/webgateway/render_image_rdef/<id:int>/<z:int>/<t:int>/",
            .planeOfSettings,
            .rendering
        ),
        RouteDeclaration(
            "/webgateway/render_image_region_rdef/<id:int>/<z:int>/<t:int>/",
            .regionOfSettings,
            .rendering
        ),
        RouteDeclaration("/webgateway/luts_png/", .lookUpTablesPicture, .api),
        RouteDeclaration(
            "/webgateway/histogram_json/<id:int>/channel/<c:int>/",
            .histogram,
            .rendering
        ),
        RouteDeclaration(
            "/webgateway/get_image_rdefs_json/<id:int>/",
            .renderingDefinitions,
            .api
        ),
    ]

    private static let downloads: [RouteDeclaration] = {
        let picture = "/webclient/render_image_download/<id:int>/"
        let lines: [(String, EndpointName, WorkerMetrics.DownloadKind)] = [
            ("/webgateway/archived_files/download/<id:int>/", .archivedFiles, .original),
            ("/webgateway/archived_files/download/", .archivedFiles, .original),
            ("/webgateway/download_as/<id:int>/", .downloadAs, .rendered),
            ("/webgateway/download_as/", .downloadAs, .rendered),
            (picture, .planeDownload, .rendered),
            (picture + "<z:int>/<t:int>/", .planeDownload, .rendered),
            ("/webgateway/render_ome_tiff/<kind>/<id:int>/", .omeTIFF, .export),
            ("/webgateway/render_ome_zarr/<id:int>/", .omeZarr, .export),
            ("/webclient/annotation/<id:int>/", .annotationFile, .annotation),
            ("/webclient/get_original_file/<id:int>/", .shownFile, .annotation),
            ("/webclient/download_original_file/<id:int>/", .keptFile, .annotation),
        ]
        return lines.map { RouteDeclaration($0, $1, .download, pool: .async, download: $2) }
    }()

    /// What goes with downloads and is none itself.
    private static let besidesDownloads: [RouteDeclaration] = [
        RouteDeclaration("/webclient/key_values/", .keyValues, .api),
        RouteDeclaration("/webclient/download_orig_metadata/<id:int>/", .metadataText, .api),
        RouteDeclaration("/webclient/download_placeholder/", .downloadPlaceholder, .page),
    ]

    /// Static files, wherever `static_url` puts them.
    static func staticFiles(_ url: String) -> RouteDeclaration {
        RouteDeclaration(url + "<path:path>", .staticFile, .page, access: .everybody)
    }
}
