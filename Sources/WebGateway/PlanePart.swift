import HTTP
import Pixels
import Rendering
import Repository

/// A part of a plane, or all of it, as a picture of it alone.
struct PlanePart {
    let level: Int
    let region: Region
    /// One of a grid that others ask for as well.
    let isTile: Bool

    /// All of a plane at full resolution.
    init(wholeOf record: ImageRecord) throws(Refusal) {
        let size = try record.wholePlane()
        level = 0
        region = Region(x: 0, y: 0, width: size.width, height: size.height)
        isTile = false
    }

    /// The tile or region that a request names.
    init(named query: QueryParameters, of record: ImageRecord) throws {
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

    /// The picture's bytes in the format of the view.
    func encoded(_ view: PictureView, _ source: any PixelSource) throws -> [UInt8] {
        if let jpeg = try unrenderedJPEG(view, source) { return jpeg }
        return try render(view, source).encoded(view.format)
    }

    /// The part without rendering, where it is shown as it is: as it lies in the file, or encoded
    /// from bytes that lie there; nil where it has to be rendered.
    ///
    /// Whoever asks for another quality wants it, and a projection is in no file.
    private func unrenderedJPEG(_ view: PictureView, _ source: any PixelSource) throws -> [UInt8]? {
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

    private func render(_ view: PictureView, _ source: any PixelSource) throws -> RenderedPicture {
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
