import HTTP
import Pixels
import Rendering
import Repository

/// What the parameters of a request make of an image: its plane, settings and format.
struct PictureView {
    var settings: RenderingSettings
    /// Both from 0.
    var plane: (z: Int, t: Int)
    var projection: SectionProjection?
    var format: PictureFormat

    /// - Parameter z, t: the section and time point that the path names; nil for the default ones.
    init(
        _ image: ShownImage,
        _ gateway: Gateway,
        _ query: QueryParameters,
        z: Int?,
        t: Int?,
        defaultQuality: Double = RenderingQuery.defaultQuality
    ) throws {
        let rendering = RenderingQuery(query, defaultQuality: defaultQuality)
        settings = rendering.settings(over: image.settings(gateway.tables), gateway.tables)
        // With axes inverted what is called a section is a time point.
        plane = try rendering.isAxisInverted ? image.plane(z: t, t: z) : image.plane(z: z, t: t)
        projection = rendering.projection.map { projection in
            SectionProjection(
                projection,
                sectionCount: image.record.dimensions.z,
                bytesMax: gateway.limits.projectionBytes
            )
        }
        if projection != nil { plane.z = 0 }
        let name = query.first("format")
        guard let format = PictureFormat(name: name, quality: rendering.quality) else {
            throw Refusal(.badRequest, "Unknown format: \(name ?? "")")
        }
        self.format = format
    }

    /// The view of a thumbnail: its settings are those of the image, whatever the query says.
    init(thumbnailOf image: ShownImage, _ gateway: Gateway, _ query: QueryParameters) throws {
        try self.init(image, gateway, query, z: query.integer("z"), t: query.integer("t"))
        settings = image.settings(gateway.tables)
        switch format {
        case .jpeg: format = .jpeg(quality: RenderingQuery.defaultQuality)
        case .webp: format = .webp(quality: RenderingQuery.defaultQuality)
        case .png, .tiff: break
        }
    }

    /// A text that differs when a picture of that part does, for keys of caches.
    func cacheKey(of part: PictureKey.Part) -> String {
        let key =
            switch part {
            case .splitChannel, .plot: settings.cacheKeyOfEachChannel
            case .thumbnail, .thumbnailFitting, .plane, .region, .outlined: settings.cacheKey
            }
        return key + (projection.map { "~" + $0.cacheKey } ?? "")
    }
}

extension PictureKey {
    init(_ record: ImageRecord, _ part: Part, _ view: PictureView) {
        self.init(
            imageID: record.id,
            version: record.version,
            part: part,
            z: view.plane.z,
            t: view.plane.t,
            settings: view.cacheKey(of: part),
            encoding: Encoding(view.format)
        )
    }
}

extension PictureKey.Encoding {
    fileprivate init(_ format: PictureFormat) {
        func thousandths(_ quality: Double) -> Int { Int((quality * 1000).rounded()) }
        self =
            switch format {
            case .jpeg(let quality): .jpeg(quality: thousandths(quality))
            case .png: .png
            case .tiff: .tiff
            case .webp(let quality): .webp(quality: thousandths(quality))
            }
    }
}
