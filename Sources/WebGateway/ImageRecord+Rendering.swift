import HTTP
import JSON
import Pixels
import Rendering
package import Repository

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

    /// What a viewer calls a channel: its name, else its wavelength, else its number from 0.
    package func channelLabel(_ index: Int) -> String {
        let metadata = channels[index].metadata
        return metadata.name ?? metadata.emissionWavelengthNanometres.map(\.plain) ?? "\(index)"
    }

    /// The values between which a channel's window is chosen: those measured, else the type's.
    func range(ofChannel index: Int) -> ClosedRange<Double> {
        if let found = channels[index].statistics, found.min <= found.max {
            return found.min...found.max
        }
        return PixelRange.of(pixels.pixelType, significantBits: pixels.significantBits)
    }

    /// The range of the type's whole width, in floating point for signed types, as OMERO has it.
    var pixelRange: JSONValue {
        let bits = 8 * min(pixels.pixelType.byteCount, 4)
        guard pixels.pixelType.isSigned else { return [0, .integer(1 << bits - 1)] }
        let half = Double(1 << (bits - 1))
        return [.number(-half), .number(half - 1)]
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

extension RenderingQuery {
    init(_ query: QueryParameters, defaultQuality: Double) {
        self.init(
            c: query.first("c"),
            m: query.first("m"),
            maps: query.first("maps"),
            q: query.first("q"),
            p: query.first("p"),
            ia: query.first("ia"),
            defaultQuality: defaultQuality
        )
    }
}

extension QueryParameters {
    /// A whole number; what is none counts as absent, as in OMERO.
    package func integer(_ name: String) -> Int? { first(name).flatMap { Int($0) } }
}
