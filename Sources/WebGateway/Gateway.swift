package import HTTP
import Kernel
package import Pixels
package import Rendering
package import Repository
package import Telemetry
package import WebAccess

/// What the endpoints of the gateway share: image records, opened images, rendered pictures.
package struct Gateway: Sendable {
    let records: ImageRecords
    package let images: OpenImages
    package let pictures: RenderedPictures
    package let metrics: WorkerMetrics
    /// What channels can be drawn with.
    let tables: LookUpTables
    package var limits: GatewayLimits
    let prepared = PreparedPictures()
    private let frequent = FrequentPictures()

    /// Largest plane that is rendered whole, in pixels: OMERO's max_plane_width × max_plane_height.
    package static let planePixelsMax = 3192 * 3192

    package init(
        records: ImageRecords,
        images: OpenImages,
        pictures: RenderedPictures,
        metrics: WorkerMetrics,
        tables: LookUpTables = .generated,
        limits: GatewayLimits = GatewayLimits()
    ) {
        self.records = records
        self.images = images
        self.pictures = pictures
        self.metrics = metrics
        self.tables = tables
        self.limits = limits
    }

    /// The record of the image a path names; refuses with OMERO's words when there is none that
    /// the visitor sees.
    package func record(
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> ImageRecord {
        let id = parameters.integer("id") ?? 0
        guard let record = try record(id, visitor) else {
            throw Refusal(.notFound, "Image:\(id) not found")
        }
        return record
    }

    /// The image with that number; nil when there is none that the visitor sees.
    package func record(_ id: Int, _ visitor: Visitor) throws -> ImageRecord? {
        guard let record = try records.record(id), visitor.may(.view, record) else { return nil }
        return record
    }

    /// The record from memory; nil when that has to be asked for on a thread that may wait.
    func remembered(_ parameters: RouteParameters, _ visitor: Visitor) throws -> ImageRecord? {
        let id = parameters.integer("id") ?? 0
        switch try records.remembered(id, now: .now()) {
        case .image(let record) where visitor.may(.view, record): return record
        case .image, .missing: throw Refusal(.notFound, "Image:\(id) not found")
        case .unknown: return nil
        }
    }

    /// The picture from the cache alone, or word that the client has it already; nil otherwise.
    func answerAtOnce(_ picture: PreparedPicture, _ request: Request) throws -> Response? {
        if let response = picture.notModified(request) { return response }
        guard picture.isKept, let body = try kept(picture.cacheKey) else { return nil }
        metrics.countCacheLookup(isHit: true)
        return picture.response(body)
    }

    /// The picture of a key as this process has it, or else from the cache.
    private func kept(_ key: [UInt8]) throws -> ResponseBody? {
        if let file = frequent.file(key) { return file.body }
        guard let bytes = try pictures.cached(key) else { return nil }
        do {
            if let file = try frequent.use(bytes, key) { return file.body }
        } catch {
            pictures.storingFailed(error)
        }
        return .bytes(bytes)
    }

    /// The picture from the cache or made now.
    func answer(_ picture: PictureRequest, _ request: Request) throws -> Response {
        let prepared = PreparedPicture(picture)
        if let response = prepared.notModified(request) { return response }
        return prepared.response(.bytes(try bytes(of: picture, prepared.cacheKey)))
    }

    /// The picture's bytes from the cache or made now.
    func bytes(of picture: PictureRequest) throws -> [UInt8] {
        try bytes(of: picture, picture.key.bytes)
    }

    private func bytes(of picture: PictureRequest, _ key: [UInt8]) throws -> [UInt8] {
        guard picture.isKept else { return try make(picture) }
        let (bytes, isHit) = try pictures.picture(key) { try make(picture) }
        metrics.countCacheLookup(isHit: isHit)
        return bytes
    }

    private func make(_ picture: PictureRequest) throws -> [UInt8] {
        let started = MonotonicTime.now()
        let bytes = try reading(picture.image.record, picture.make)
        metrics.countRendered(picture.kind, seconds: MonotonicTime.now().seconds(since: started))
        return bytes
    }

    /// When each time point of an image was taken, in seconds since the first; none for a single
    /// one, and where its file does not say.
    package func timesSeconds(of record: ImageRecord) throws -> [Double] {
        guard record.dimensions.t > 1, record.failure == nil else { return [] }
        return try opening(record) { try $0.image(for: record).timesSeconds }
    }

    package func reading<Result>(
        _ record: ImageRecord,
        _ read: (any PixelSource) throws -> Result
    ) throws -> Result {
        try opening(record) { try read($0.source(for: record)) }
    }

    /// Whatever a file does not give is told as one error: its image cannot be read.
    private func opening<Result>(
        _ record: ImageRecord,
        _ use: (OpenImages) throws -> Result
    ) throws -> Result {
        do {
            return try use(images)
        } catch let error as RenderingError {
            throw error
        } catch let error as RepositoryError {
            throw error
        } catch {
            throw RepositoryError.broken(imageID: record.id, reason: "\(error)")
        }
    }
}

/// What one request may ask for, as the operator set it.
package struct GatewayLimits: Sendable {
    /// Most bytes of one channel that are projected.
    package var projectionBytes = SectionProjection.defaultBytesMax
    /// Thumbnails in one request.
    package var thumbnailsBatch = 50
    /// Bytes of original files in one zip.
    package var multifileBytes = 1 << 30
    /// Pixels of a plane that is downloaded as a picture.
    package var downloadAsPixels = 144_000_000
    /// Rows of a table in one answer.
    package var tableRows = 10_000
    /// Cells of a slice, and rows that are searched at once for their numbers.
    package var tableCells = 1_000_000

    package init() {}
}
