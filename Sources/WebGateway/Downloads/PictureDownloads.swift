import Archives
import HTTP
import Pixels
import Rendering
import Repository
import Telemetry

/// Images as pictures that are kept: whole planes in their default settings.
struct PictureDownloads: Sendable {
    let gateway: Gateway
    let format: PictureFormat
    /// What OMERO calls the format, and what names end with.
    let formatName: String

    static let quality = 0.9

    /// In the format that a query names, or the default one.
    ///
    /// - Throws: `Refusal` for a format there is not.
    init(
        _ gateway: Gateway,
        _ query: QueryParameters,
        default defaultName: String
    ) throws(Refusal) {
        let name = query.first("format") ?? defaultName
        guard let format = PictureFormat(name: name, quality: Self.quality) else {
            throw Refusal(.badRequest, "Unknown format: \(name)")
        }
        self.gateway = gateway
        self.format = format
        formatName = name
    }

    /// The picture of an image as it is shown, at its default section and time point.
    func bytes(of image: ShownImage) throws -> [UInt8] {
        let view = try PictureView(image, gateway, QueryParameters(), z: nil, t: nil)
        return try bytes(of: image.record, view)
    }

    /// The picture of an image in a view, in this format.
    func bytes(of record: ImageRecord, _ view: PictureView) throws -> [UInt8] {
        try checkSize(record)
        var view = view
        view.format = format
        let size = record.dimensions
        let region = Region(x: 0, y: 0, width: size.x, height: size.y)
        return try gateway.reading(record) { source in
            try Renderer.render(
                source,
                z: view.plane.z,
                t: view.plane.t,
                region: region,
                level: 0,
                settings: view.settings,
                projection: view.projection
            ).encoded(format)
        }
    }

    /// An image's picture under its name, with a tag that tells its bytes.
    func download(of record: ImageRecord, _ bytes: [UInt8]) -> FileDownload {
        FileDownload(
            named: DownloadName.plain(name(of: record)),
            Validators(EntityTag(Digest.hexadecimal(of: bytes))),
            .bytes(bytes)
        )
    }

    /// No plane is rendered whole that is larger than the renderer's own limit, whatever is allowed.
    func checkSize(_ record: ImageRecord) throws(Refusal) {
        let limit = min(gateway.limits.downloadAsPixels, Renderer.pixelsMax)
        guard record.dimensions.x * record.dimensions.y <= limit else {
            throw Refusal(
                .forbidden,
                "Image:\(record.id) has \(record.dimensions.x) × \(record.dimensions.y) pixels;"
                    + " more than \(limit) are not downloaded as \(formatName)"
            )
        }
    }

    /// The image's name without its ending, with that of the format.
    func name(of record: ImageRecord) -> String {
        let last = record.name.split(separator: "/").last.map(String.init) ?? "image"
        let point = last.dropFirst().lastIndex(of: ".") ?? last.endIndex
        let isEnding = last.distance(from: point, to: last.endIndex) <= 5
        return (isEnding ? String(last[..<point]) : last) + "." + formatName
    }
}
