import Figure
import HTTP
import IViewer
import Rendering
import Repository
import Settings
import SharedState
import Telemetry
import WebAPI
import WebAccess
import WebClient
import WebGateway

/// Makes what answers each route of a worker.
struct Endpoints {
    let gateway: Gateway
    let catalogue: any Catalogue & People
    let context: PageContext
    private let openAPI: OpenAPIEndpoint
    private let login: Login
    private let reset: PasswordReset
    private let email: EmailEndpoint
    let api: API
    /// Where attached files lie.
    let attachments: AttachmentFolder
    let figures: FigureApplication
    let tree: Tree
    let settings: SettingsApplication
    let browsing: BrowsingApplication
    let openWith: OpenWithEndpoint
    let iviewer: IViewerContext
    /// Whether OMERO.iviewer shows images in the place of the own viewer.
    private let prefersIViewer: Bool
    private let staticFolders: StaticFolders
    let objectChanges: ObjectChanges
    private let images: Generation
    let people: any People
    let quotas: DownloadQuotas

    init(
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        _ shared: SharedState,
        _ metrics: WorkerMetrics,
        _ log: ServerLog
    ) throws {
        let catalogue = try SQLiteCatalogue(path: instance.cataloguePath(settings))
        self.catalogue = catalogue
        people = catalogue
        quotas = DownloadQuotas(shared, DownloadPolicy(settings))
        api = API(catalogue, APILimits(settings))
        tree = Tree(catalogue, pageSize: settings[WebSettings.pageSize])
        images = shared.images
        objectChanges = ObjectChanges(catalogue, dataFolder: instance.dataFolder(settings))
        login = Login(
            people: catalogue,
            shared: shared,
            cookies: CookieRules(settings),
            incorrectText: settings[WebSettings.incorrectCredentialsText]
        ) { event in
            log.write("\(event)", level: event.outcome == .succeeded ? .info : .warning)
        }
        let mail = MailConfiguration(settings, log)
        reset = try PasswordMail.reset(mail, settings, shared, catalogue, log)
        openAPI = OpenAPIEndpoint(
            prefix: settings[WebSettings.prefix],
            sessionCookieName: settings[WebSettings.sessionCookieName]
        )
        gateway = try Gateway(instance, settings, shared, catalogue, metrics, log)
        self.settings = SettingsApplication(gateway, catalogue, shared)
        browsing = BrowsingApplication(gateway, catalogue, settings)
        openWith = OpenWithEndpoint(settings)
        context = PageContext(settings, sendsMail: mail != nil)
        email = EmailEndpoint(login, context, mail?.mailing) { log.write($1, by: $0) }
        staticFolders = StaticFolders(settings)
        prefersIViewer = settings[WebSettings.viewerView] == WebSettings.iviewer
        iviewer = IViewerContext(
            gateway,
            catalogue,
            context,
            login.cookies,
            staticFolders,
            IViewerSettings(settings),
            managedFolder: instance.managedFolder(settings)
        )
        attachments = AttachmentFolder(path: instance.attachmentFolder(settings))
        figures = FigureApplication(
            gateway,
            catalogue,
            attachments,
            context,
            login.cookies,
            staticFolders,
            activeChannels: settings[WebSettings.figureChannels]
        )
    }

    /// What answers that name; every name of the table has its endpoint below.
    func endpoint(_ name: EndpointName) -> any Endpoint {
        let found = areas.lazy.compactMap { $0(name) }.first
        guard let found else { preconditionFailure("nothing answers \(name)") }
        guard name.changesImages else { return found }
        return AnnouncingEndpoint(found, images)
    }

    /// Each answers the names of its area, and nothing for the others.
    private var areas: [(EndpointName) -> (any Endpoint)?] {
        [
            accounts, api, pages, pictures, downloads, figure, iviewer, changes, annotations,
            settings, tables, browsing, panels,
        ]
    }

    private func accounts(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .login: LoginEndpoint(login, context)
        case .logout: LogoutEndpoint(login, context)
        case .activeGroup: ActiveGroupEndpoint(login, context)
        case .groupUserContent:
            framed(GroupUserContentEndpoint(people, context), "Groups", hasHeading: false)
        case .account: AccountEndpoint(login, context, quotas)
        case .avatar: AvatarEndpoint(people)
        case .changeAvatar: ChangeAvatarEndpoint(login, context)
        case .changePassword: ChangePasswordEndpoint(login, context)
        case .forgottenPassword: ForgottenPasswordEndpoint(login, reset, context)
        case .resetPassword: ResetPasswordEndpoint(login, reset, context)
        case .sessions: SessionsEndpoint(login)
        case .endSessions: EndSessionsEndpoint(login, context)
        case .administration: AdminIndexEndpoint(context)
        case .experimenters: ExperimentersEndpoint(login, context)
        case .newExperimenter: NewExperimenterEndpoint(login, context)
        case .experimenter: ExperimenterEndpoint(login, context)
        case .groups: GroupsEndpoint(login, context)
        case .newGroup: NewGroupEndpoint(login, context)
        case .group: GroupEndpoint(login, context)
        case .email: email
        case .statistics: StatisticsEndpoint(catalogue, context)
        case .driveSpaceOfGroups: DriveSpaceEndpoint(catalogue, .groups)
        case .driveSpaceOfUsers: DriveSpaceEndpoint(catalogue, .users)
        case .driveSpaceInGroup: DriveSpaceEndpoint(catalogue, .usersOfGroup)
        case .driveSpaceOfUser: DriveSpaceEndpoint(catalogue, .groupsOfUser)
        default: nil
        }
    }

    private func api(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .openAPI: openAPI
        case .apiToken: TokenEndpoint(login.cookies)
        case .apiServers: ServersEndpoint()
        case .apiLogin: APILoginEndpoint(login)
        case .apiQuota: QuotaEndpoint(api, quotas)
        case .apiQuotas: QuotasEndpoint(api, quotas)
        case .apiQuotaOverride: QuotaOverrideEndpoint(api, quotas)
        case .apiQuotaReset: QuotaResetEndpoint(api, quotas)
        case .apiVersions: VersionsEndpoint(api)
        case .apiStart: StartEndpoint(api)
        case .apiSave: SaveEndpoint(api)
        case .apiList: ListEndpoint(api)
        case .apiObject: ObjectEndpoint(api)
        default: nil
        }
    }

    private func pages(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .treeContainers: ContainersEndpoint(tree)
        case .treeDatasets: TreeListEndpoint(tree, .datasets)
        case .treeImages: TreeListEndpoint(tree, .images)
        case .treePlates: TreeListEndpoint(tree, .plates)
        case .treePlateAcquisitions: TreeListEndpoint(tree, .plateAcquisitions)
        case .treeExperimenters: TreeExperimentersEndpoint(tree)
        case .treeExperimenter: TreeExperimenterEndpoint(tree)
        case .treeGroups: TreeGroupsEndpoint(tree)
        case .treePaths: PathsEndpoint(tree)
        case .home: RedirectEndpoint(to: context.prefix + "/webclient/")
        case .browser: BrowserEndpoint(catalogue, context)
        case .viewer:
            prefersIViewer
                ? IViewerEndpoint(iviewer) : ViewerEndpoint(gateway, Panels(tree, context))
        case .keepalivePing: KeepalivePingEndpoint()
        case .welcome: TextEndpoint("Welcome to webgateway")
        case .downloadPlaceholder: DownloadPlaceholderEndpoint(gateway, catalogue, context)
        case .staticFile: StaticFileEndpoint(staticFolders)
        default: nil
        }
    }

    private func pictures(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .clientThumbnail: ClientThumbnailEndpoint(gateway)
        case .clientThumbnailText: ClientThumbnailTextEndpoint(gateway)
        case .thumbnail: ThumbnailEndpoint(gateway)
        case .thumbnailText: ThumbnailTextEndpoint(gateway)
        case .thumbnails: ThumbnailsEndpoint(gateway)
        case .plane: PlaneEndpoint(gateway)
        case .planeOfSettings: PlaneEndpoint(gateway, .mandatory)
        case .region: RegionEndpoint(gateway)
        case .regionOfSettings: RegionEndpoint(gateway, .mandatory)
        case .splitChannel: SplitChannelEndpoint(gateway)
        case .rowPlot: LinePlotEndpoint(gateway, .row)
        case .columnPlot: LinePlotEndpoint(gateway, .column)
        case .histogram: HistogramEndpoint(gateway)
        case .imageData: ImageDataEndpoint(gateway)
        case .regions: RegionsEndpoint(gateway, catalogue)
        case .shape: ShapeEndpoint(gateway, catalogue)
        case .regionThumbnail: ShapeThumbnailEndpoint(gateway, catalogue, of: .roi)
        case .shapeThumbnail: ShapeThumbnailEndpoint(gateway, catalogue, of: .shape)
        case .shapeMask: ShapeMaskEndpoint(gateway, catalogue)
        case .renderingDefinitions: RenderingDefinitionsEndpoint(gateway, people)
        case .lookUpTables: LookUpTablesEndpoint(gateway)
        case .lookUpTablesPicture: LookUpTablesPictureEndpoint(gateway)
        default: nil
        }
    }

    private func downloads(_ name: EndpointName) -> (any Endpoint)? {
        switch name {
        case .archivedFiles: ArchivedFilesEndpoint(gateway, catalogue)
        case .downloadAs: DownloadAsEndpoint(gateway, catalogue)
        case .planeDownload: PictureDownloadEndpoint(gateway)
        case .omeTIFF: OMETIFFEndpoint(gateway, catalogue)
        case .omeZarr: OMEZarrEndpoint(gateway)
        case .annotationFile: AttachmentEndpoint(catalogue, .annotation)
        case .shownFile: AttachmentEndpoint(catalogue, .shown)
        case .keptFile: AttachmentEndpoint(catalogue, .kept)
        case .keyValues: KeyValuesEndpoint(catalogue)
        case .metadataText: MetadataTextEndpoint(gateway)
        default: nil
        }
    }
}

/// Sends the client elsewhere.
private struct RedirectEndpoint: PromptEndpoint {
    private let location: String

    init(to location: String) { self.location = location }

    func answer(_ request: Request, _ parameters: RouteParameters) -> Response {
        Response(.movedPermanently, [ResponseField("Location", location)])
    }
}

/// Tells a page whether its visitor is still logged in.
private struct KeepalivePingEndpoint: Endpoint {
    func answerAtOnce(
        _ request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) -> Response? { respond(to: request, parameters, visitor) }

    func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) -> Response {
        Response(.ok, text: visitor.isAdmitted ? "OK" : "Connection Failed")
    }
}

/// Says one thing, always.
private struct TextEndpoint: PromptEndpoint {
    private let text: String

    init(_ text: String) { self.text = text }

    func answer(_ request: Request, _ parameters: RouteParameters) -> Response {
        Response(.ok, text: text)
    }
}
