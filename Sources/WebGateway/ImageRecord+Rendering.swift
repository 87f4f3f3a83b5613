import HTTP
import Pixels
import Rendering
import Repository

extension ImageRecord {
    /// What applies as long as nobody saved settings of their own.
    var defaultSettings: RenderingSettings {
        RenderingSettings.defaults(
            pixelType: pixels.pixelType,
            significantBits: pixels.significantBits,
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
        _ part: Part,
        _ plane: (z: Int, t: Int),
        _ settings: RenderingSettings,
        quality: Double
    ) {
        self.init(
            imageID: record.id,
            version: record.version,
            part: part,
            z: plane.z,
            t: plane.t,
            settings: settings.cacheKey,
            encoding: .jpeg(quality: Int((quality * 1000).rounded()))
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
