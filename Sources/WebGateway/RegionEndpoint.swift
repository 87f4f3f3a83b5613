import HTTP
import Pixels
import Rendering
import Repository
import Telemetry
import WebAccess

/// `render_image_region`: a tile of one resolution level, or a region of the full one.
package struct RegionEndpoint: PictureEndpoint {
    let gateway: Gateway

    private let completeness: SettingsCompleteness

    package init(_ gateway: Gateway, _ completeness: SettingsCompleteness = .optional) {
        self.gateway = gateway
        self.completeness = completeness
    }

    func picture(
        of record: ImageRecord,
        _ request: Request,
        _ parameters: RouteParameters
    ) throws -> PictureRequest {
        let query = try QueryParameters(query: request.target.query)
        try completeness.check(query)
        let (z, t) = (parameters.integer("z"), parameters.integer("t"))
        let view = try PictureView(record, gateway, query, z: z, t: t)
        let part = try PlanePart(query, record)
        return PictureRequest(
            record: record,
            key: PictureKey(record, part.keyPart, view),
            kind: .region,
            isKept: part.isTile,
            mediaType: view.format.mediaType
        ) { source in
            if let jpeg = try part.unrenderedJPEG(view, source) { return jpeg }
            return try part.render(view, source).encoded(view.format)
        }
    }
}

/// The part of a plane that a request names.
private struct PlanePart {
    let level: Int
    let region: Region
    /// One of a grid that others ask for as well.
    let isTile: Bool

    init(_ query: QueryParameters, _ record: ImageRecord) throws {
        isTile = query.first("tile") != nil
        (level, region) = try RegionQuery.parse(
            tile: query.first("tile"),
            region: query.first("region"),
            levels: record.levels,
            tileSize: { _ in record.pixels.tileSize }
        )
        guard region.width * region.height <= Gateway.planePixelsMax else {
            throw Refusal(.notFound, "A region of more than \(Gateway.planePixelsMax) pixels")
        }
    }

    var keyPart: PictureKey.Part {
        let output = PixelSize(width: region.width, height: region.height)
        return .region(region, level: level, output: output)
    }

    /// The part without rendering, where it is shown as it is: as it lies in the file, or encoded
    /// from bytes that lie there; nil where it has to be rendered.
    ///
    /// Whoever asks for another quality wants it, and a projection is in no file.
    func unrenderedJPEG(_ view: PictureView, _ source: any PixelSource) throws -> [UInt8]? {
        guard case .jpeg(let quality) = view.format, view.projection == nil,
            view.settings.keepsRGB
        else { return nil }
        let plane = PlaneIndex(z: view.plane.z, c: 0, t: view.plane.t)
        if isTile, quality == RenderingQuery.defaultQuality,
            let jpeg = try source.jpeg(plane, region, level: level)
        {
            return jpeg
        }
        let size = PixelSize(width: region.width, height: region.height)
        return try source.rgb(plane, region, level: level).map { bytes in
            try RenderedPicture.jpeg(ofRGB: bytes, size: size, quality: quality)
        }
    }

    func render(_ view: PictureView, _ source: any PixelSource) throws -> RenderedPicture {
        try Renderer.render(
            source,
            z: view.plane.z,
            t: view.plane.t,
            region: region,
            level: level,
            settings: view.settings,
            projection: view.projection
        )
    }
}
