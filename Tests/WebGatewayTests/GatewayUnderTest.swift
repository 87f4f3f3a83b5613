import Codecs
import HTTP
import ImageFormats
import Pixels
import Repository
import SharedState
import Telemetry
import TestSupport
import Testing
import WebAccess

@testable import WebGateway

/// A gateway over a catalogue of its own with a stack and a pyramid in it.
final class GatewayUnderTest {
    let folder: TemporaryFolder
    let catalogue: SQLiteCatalogue
    let shared: SharedState
    let gateway: Gateway

    init() throws {
        folder = try TemporaryFolder()
        catalogue = try SQLiteCatalogue(path: folder.path("catalogue.sqlite"), isDurable: false)
        var configuration = SharedStateConfiguration(
            volatileFolder: folder.path("volatile"),
            durableFolder: folder.path("durable"),
            cacheFolder: folder.path("cache")
        )
        configuration.cacheBytes = 16 << 20
        shared = try SharedState(configuration, as: .founder)
        gateway = Gateway(
            records: ImageRecords(catalogue),
            images: OpenImages(),
            pictures: RenderedPictures(shared.cache) { error in
                Issue.record("a picture was not kept: \(error)")
            },
            metrics: WorkerMetrics(routes: ["none"], policies: [])
        )
    }

    /// 40 × 20 pixels, 3 sections, 2 channels, 2 time points.
    func addStack(
        named name: String = "stack.ome.tif",
        ownedBy ownership: Ownership = .root
    ) throws -> Int {
        var text = OMEImageText(
            name: "A \"stack\" & more",
            dimensions: Dimensions(x: 40, y: 20, z: 3, c: 2, t: 2),
            pixelType: .uint16
        )
        text.description = "of cells"
        text.acquisitionDate = "2020-01-02T03:04:05"
        text.nominalMagnification = 20
        text.significantBits = 12
        text.physicalSize = PhysicalSize(xMicrometres: 0.5, yMicrometres: 0.25)
        text.channels = [
            ChannelMetadata(name: "DAPI", color: RGBAColor(red: 0, green: 10, blue: 255)),
            ChannelMetadata(emissionWavelengthNanometres: 520),
        ]
        let pages = (0..<12).map { plane in
            TIFFPage(
                size: PixelSize(width: 40, height: 20),
                pixelType: .uint16,
                bytes: (0..<800).flatMap { [UInt8($0 % 256), UInt8(plane)] },
                description: plane == 0 ? OMEXMLText.document([text]) : nil
            )
        }
        return try add(TIFFWriter.file(of: pages), named: name, ownedBy: ownership)
    }

    /// 600 × 400 pixels and two levels below, in tiles of 128 × 64.
    func addPyramid() throws -> Int {
        var page = Self.ramp(width: 600, height: 400)
        page.levels = [Self.ramp(width: 300, height: 200), Self.ramp(width: 150, height: 100)]
        var encoding = TIFFEncoding()
        encoding.tile = PixelSize(width: 128, height: 64)
        return try add(TIFFWriter.file(of: [page], encoding), named: "pyramid.tif")
    }

    /// 300 × 200 pixels of RGB and a level below, in JPEG tiles of 128 × 64.
    func addSlide() throws -> Int {
        func page(_ width: Int, _ height: Int) -> TIFFPage {
            TIFFPage(
                size: PixelSize(width: width, height: height),
                pixelType: .uint8,
                samplesPerPixel: 3,
                bytes: (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 / 7) }
            )
        }
        var full = page(300, 200)
        full.levels = [page(150, 100)]
        var encoding = TIFFEncoding()
        encoding.compression = .jpeg
        encoding.tile = PixelSize(width: 128, height: 64)
        return try add(TIFFWriter.file(of: [full], encoding), named: "slide.tif")
    }

    private static func ramp(width: Int, height: Int) -> TIFFPage {
        TIFFPage(
            size: PixelSize(width: width, height: height),
            pixelType: .uint8,
            bytes: (0..<(width * height)).map { UInt8($0 % width * 255 / width) }
        )
    }

    func add(
        _ bytes: [UInt8],
        named name: String,
        ownedBy ownership: Ownership = .root
    ) throws -> Int {
        let path = try folder.write(bytes, to: name)
        var options = ImportOptions()
        options.ownership = ownership
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
        _ fields: [(name: String, value: String)] = [],
        as actor: Actor = .root,
        levels: [Int: GroupLevel] = [:]
    ) throws -> Response {
        let (request, parameters) = try asked(pattern, target, fields)
        return try respond(to: request, parameters, Visitor(actor, levels: levels))
    }

    /// The answer of a loop; nil when a thread has to make it.
    func answerAtOnce(
        _ pattern: String,
        _ target: String,
        _ fields: [(name: String, value: String)] = [],
        as actor: Actor = .root
    ) throws -> Response? {
        let (request, parameters) = try asked(pattern, target, fields)
        return try answerAtOnce(request, parameters, Visitor(actor))
    }

    private func asked(
        _ pattern: String,
        _ target: String,
        _ fields: [(name: String, value: String)]
    ) throws -> (Request, RouteParameters) {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let router = Router([(pattern: RoutePattern(pattern), route: 0)])
        guard case .found(_, let parameters) = router.match(path: parts[0]) else {
            throw Refusal(.notFound, "\(target) does not fit \(pattern)")
        }
        let query = parts.count > 1 ? parts[1] : nil
        let request = Request(
            method: .get,
            target: RequestTarget(path: parts[0], query: query),
            fields: RequestFields(fields)
        )
        return (request, parameters)
    }
}

extension Response {
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    var bytes: [UInt8] {
        if case .bytes(let bytes) = body { bytes } else { [] }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Width and height of the JPEG picture.
    func pictureSize() throws -> PixelSize {
        let (width, height, _) = try JPEG.size(of: bytes)
        return PixelSize(width: width, height: height)
    }
}
