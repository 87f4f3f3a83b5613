import Rendering
import Repository
import Settings
import SharedState
import Telemetry
import WebClient
import WebGateway

extension Gateway {
    /// The gateway of one worker, as the settings of its instance want it.
    init(
        _ instance: Instance,
        _ settings: SettingsSnapshot,
        _ shared: SharedState,
        _ catalogue: any Catalogue,
        _ metrics: WorkerMetrics,
        _ log: ServerLog
    ) throws {
        self.init(
            records: ImageRecords(catalogue, generation: shared.images),
            images: OpenImages(),
            pictures: RenderedPictures(shared.cache) { error in
                metrics.countSharedStateFailure()
                log.write("a picture was not kept: \(error)", level: .error)
            },
            metrics: metrics,
            tables: Self.lookUpTables(instance.lookUpTableFolder(settings), log),
            limits: GatewayLimits(settings)
        )
    }

    private static func lookUpTables(_ folder: String, _ log: ServerLog) -> LookUpTables {
        let found = LookUpTableFolder(folder)
        for reason in found.skipped {
            log.write("a look-up table was passed over: \(reason)", level: .warning)
        }
        return LookUpTables(adding: found.tables)
    }
}

extension PageContext {
    init(_ settings: SettingsSnapshot, sendsMail: Bool) {
        self.init(
            prefix: settings[WebSettings.prefix],
            staticURL: settings[WebSettings.staticURL],
            pageSize: settings[WebSettings.pageSize],
            sendsMail: sendsMail
        )
    }
}
