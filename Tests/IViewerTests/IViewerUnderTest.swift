import Foundation
import HTTP
import ImageFormats
import Pixels
import Repository
import SharedState
import Telemetry
import TestSupport
import Testing
import WebAccess
import WebClient
import WebGateway

@testable import IViewer

/// What answers OMERO.iviewer, over a catalogue of its own; the viewer is not installed yet.
final class IViewerUnderTest {
    let folder: TemporaryFolder
    let catalogue: SQLiteCatalogue
    private let shared: SharedState
    let gateway: Gateway

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.sqlite"), isDurable: false)
        shared = try SharedState(
            SharedStateConfiguration(
                volatileFolder: folder.path("volatile"),
                durableFolder: folder.path("durable"),
                cacheFolder: folder.path("cache")
            ),
            as: .founder
        )
        gateway = Gateway(
            records: ImageRecords(catalogue),
            images: OpenImages(),
            pictures: RenderedPictures(shared.cache) { Issue.record("not kept: \($0)") },
            metrics: WorkerMetrics(routes: ["none"], policies: [])
        )
    }

    func iviewer(_ settings: IViewerSettings = IViewerSettings()) -> IViewerContext {
        IViewerContext(
            gateway,
            catalogue,
            PageContext(prefix: "/omero", staticURL: "/static/", pageSize: 10),
            CookieRules(),
            StaticFolders([folder.path("static")]),
            settings,
            managedFolder: folder.path("managed")
        )
    }

    func installViewer() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path("static/omero_iviewer"),
            withIntermediateDirectories: true
        )
        try folder.write("// the viewer", to: "static/omero_iviewer/main.js")
    }

    /// 40 × 20 pixels, 3 sections, 2 channels, 2 time points: the values of a row count from 0, and
    /// those of a plane begin at 1000 times its number in the file.
    func addStack(
        named name: String = "stack.ome.tif",
        ownedBy ownership: Ownership? = nil
    ) throws -> Int {
        var text = OMEImageText(
            name: "A <stack>",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 2, t: 2),
            pixelType: .uint16
        )
        text.acquisitionDate = "2020-01-02T03:04:05"
        text.timeIncrementSeconds = 0.5
        text.physicalSize = PhysicalSize(xMicrometres: 0.0005, yMicrometres: 25_000)
        let pages = (0..<12).map { plane in
            TIFFPage(
                size: PixelSize(width: 40, height: 20),
                pixelType: .uint16,
                bytes: (0..<800).flatMap { index -> [UInt8] in
                    let value = 1000 * plane + index % 40
                    return [UInt8(value % 256), UInt8(value / 256)]
                },
                description: plane == 0 ? OMEXMLText.document([text]) : nil
            )
        }
        return try add(TIFFWriter.file(of: pages), named: name, ownership)
    }

    private func add(_ bytes: [UInt8], named name: String, _ ownership: Ownership?) throws -> Int {
        let path = try folder.write(bytes, to: name)
        var options = ImportOptions()
        if let ownership { options.ownership = ownership }
        let report = try Importer(catalogue).run([path], options: options)
        #expect(report.failures.isEmpty)
        return try #require(report.imageIDs.first)
    }
}

extension Endpoint {
    /// The answer to a path, as a worker's thread would make it.
    func answer(
        _ pattern: String,
        _ target: String,
        body: String? = nil,
        fields: [(name: String, value: String)] = [],
        as actor: Actor = .root,
        levels: [Int: GroupLevel] = [:]
    ) throws -> Response {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let router = Router([(pattern: RoutePattern(pattern), route: 0)])
        guard case .found(_, let parameters) = router.match(path: parts[0]) else {
            throw Refusal(.notFound, "\(target) does not fit \(pattern)")
        }
        let request = Request(
            method: body == nil ? .get : .post,
            target: RequestTarget(path: parts[0], query: parts.count > 1 ? parts[1] : nil),
            fields: RequestFields(fields),
            body: Array((body ?? "").utf8)
        )
        return try respond(to: request, parameters, Visitor(actor, levels: levels))
    }
}

extension Response {
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
