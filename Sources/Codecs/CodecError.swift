/// Why bytes could not be decoded or encoded.
package enum CodecError: Error, Equatable, CustomStringConvertible {
    case malformed(codec: String, reason: String)
    case beyondLimit(codec: String, limit: String)
    case unsupported(codec: String, feature: String)

    package var description: String {
        switch self {
        case .malformed(let codec, let reason): "\(codec): \(reason)"
        case .beyondLimit(let codec, let limit): "\(codec): more than \(limit)"
        case .unsupported(let codec, let feature): "\(codec): \(feature) is not supported"
        }
    }
}
