/// Why the parameters `tile` and `region` name no part of an image; the texts are OMERO's.
package enum RegionError: Error, Equatable, CustomStringConvertible {
    case argumentMissing
    case malformedTile(String)
    case malformedRegion(String)
    case negativeLevel(Int)
    case noPyramid(level: Int)
    case levelBeyond(Int, last: Int)
    /// It begins outside the image, or is empty.
    case outside

    /// What kind of answer it calls for.
    package enum Kind: Hashable, Sendable {
        /// Status 400, with the description as its text.
        case badRequest
        /// Status 404.
        case notFound
    }

    package var kind: Kind { self == .outside ? .notFound : .badRequest }
    package var isOutside: Bool { kind == .notFound }

    package var description: String {
        switch self {
        case .argumentMissing: "tile or region argument required"
        case .malformedTile(let text): "malformed tile argument, tile=\(text)"
        case .malformedRegion(let text): "malformed region argument, region=\(text)"
        case .negativeLevel(let level): "Invalid resolution level \(level) < 0"
        case .noPyramid(let level): "Invalid resolution level \(level), non pyramid file"
        case .levelBeyond(let level, let last):
            // The blanks are part of OMERO's text.
            "Invalid resolution level, " + String(repeating: " ", count: 20)
                + "\(level) > number of available levels \(last) "
        case .outside: "the region is outside the image"
        }
    }
}
