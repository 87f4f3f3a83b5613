import HTTP
import Pixels
import Rendering
import Repository

extension ImageRecord {
    /// What applies as long as nobody saved settings of their own.
    var defaultSettings: RenderingSettings {
        RenderingSettings.defaults(
            pixelType: pixelType,
            significantBits: significantBits,
            channels: channels.map(\.metadata),
            statistics: channels.map(\.statistics)
        )
    }

    /// OMERO shows the section in the middle, and the first time point.
    var defaultZ: Int { dimensions.z / 2 }

    /// The section and time point asked for, or the default ones; both count from 0.
    func plane(z: Int?, t: Int?) throws(Refusal) -> (z: Int, t: Int) {
        let plane = (z: z ?? defaultZ, t: t ?? 0)
        guard (0..<dimensions.z).contains(plane.z), (0..<dimensions.t).contains(plane.t) else {
            throw Refusal(
                .notFound,
                "Image:\(id) has no plane z=\(plane.z), t=\(plane.t):"
                    + " it has \(dimensions.z) sections and \(dimensions.t) time points"
            )
        }
        return plane
    }
}

extension PictureKey {
    init(
        _ record: ImageRecord,
        _ place: String,
        _ plane: (z: Int, t: Int),
        _ settings: RenderingSettings,
        quality: Double?
    ) {
        let encoding = quality.map { " q\($0)" } ?? ""
        self.init(
            imageID: record.id,
            version: record.version,
            variant: "\(place) \(plane.z) \(plane.t)\(encoding) \(settings.cacheKey)"
        )
    }
}

extension RenderingQuery {
    init(_ query: QueryParameters) {
        self.init(
            c: query.first("c"),
            m: query.first("m"),
            maps: query.first("maps"),
            q: query.first("q")
        )
    }
}

extension QueryParameters {
    /// A whole number; what is none counts as absent, as in OMERO.
    func integer(_ name: String) -> Int? { first(name).flatMap { Int($0) } }
}
