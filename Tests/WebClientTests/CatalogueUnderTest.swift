import HTTP
import Pixels
import Repository
import SharedState
import Telemetry
import TestSupport
import Testing
import WebAccess
import WebGateway

@testable import WebClient

/// Images that are only in the catalogue, and the pages over them.
final class CatalogueUnderTest {
    let folder: TemporaryFolder
    let catalogue: SQLiteCatalogue
    let gateway: Gateway
    let context = PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 3)

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.sqlite"), isDurable: false)
        gateway = try Gateway.over(catalogue, in: folder)
    }

    @discardableResult
    func add(
        _ name: String,
        description: String = "",
        failure: String? = nil,
        datasetID: Int? = nil
    ) throws -> Int {
        let number = UInt64(try catalogue.imageCount() + 1)
        let path = folder.path("\(number).tif")
        let state = FileState(device: 1, inode: number, sizeBytes: 1, modifiedNanoseconds: 1)
        let pixels = PixelsRecord(
            format: "TIFF",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 1),
            pixelType: .uint8,
            significantBits: 8,
            physicalSize: PhysicalSize(xMicrometres: 0.123456, yMicrometres: 0.5),
            nominalMagnification: nil,
            tileSize: PixelSize(width: 40, height: 20),
            levels: [PixelSize(width: 40, height: 20)],
            channels: [ChannelRecord(metadata: ChannelMetadata(), statistics: nil)]
        )
        let added = try catalogue.add(
            NewFileset(
                files: [OriginalFile(path: path, clientPath: path, state: state)],
                version: "\(number)",
                images: [NewImage(name: name, description: description, pixels: pixels)],
                datasetID: datasetID,
                importedSeconds: 1
            )
        )
        guard case .added(let fileset, let ids) = added, let id = ids.first else {
            throw Refusal(.notFound, "\(added)")
        }
        if let failure { try catalogue.markBroken(filesetID: fileset, failure: failure) }
        return id
    }

    func browse(_ query: String? = nil) throws -> Response {
        try BrowserEndpoint(catalogue, context).respond(
            to: Request(method: .get, target: RequestTarget(path: "/", query: query)),
            RouteParameters(),
            Visitor(.root)
        )
    }

    func view(_ id: Int) throws -> Response {
        let panels = Panels(Tree(catalogue, pageSize: 200), context)
        return try ask(ViewerEndpoint(gateway, panels), "/v/<id:int>/", "/v/\(id)/")
    }

    func ask(_ endpoint: any Endpoint, _ pattern: String, _ path: String) throws -> Response {
        let router = Router([(pattern: RoutePattern(pattern), route: 0)])
        guard case .found(_, let parameters) = router.match(path: path) else {
            throw Refusal(.notFound, "\(path) does not fit \(pattern)")
        }
        let request = Request(method: .get, target: RequestTarget(path: path))
        return try endpoint.respond(to: request, parameters, Visitor(.root))
    }
}

extension Gateway {
    /// A gateway with a cache of its own.
    static func over(_ catalogue: SQLiteCatalogue, in folder: TemporaryFolder) throws -> Gateway {
        let shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        return Gateway(
            records: ImageRecords(catalogue),
            images: OpenImages(),
            pictures: RenderedPictures(shared.cache) { Issue.record("not kept: \($0)") },
            metrics: WorkerMetrics(routes: ["none"], policies: [])
        )
    }
}

extension Response {
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
