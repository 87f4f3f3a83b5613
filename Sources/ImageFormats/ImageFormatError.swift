/// Why a file is not opened, or a plane of it not read.
package enum ImageFormatError: Error, Equatable, CustomStringConvertible {
    /// The bytes at an offset are not what the format asks for there.
    case malformed(file: String, offset: Int, expected: String)
    /// A well-formed file that asks for something this reader does not do.
    case unsupported(file: String, feature: String)
    case beyondLimit(file: String, limit: String)
    /// The system could not open or read the file.
    case unreadable(file: String, reason: String)

    package var description: String {
        switch self {
        case .malformed(let file, let offset, let expected):
            "\(file) is damaged at byte \(offset): expected \(expected)"
        case .unsupported(let file, let feature): "\(file): \(feature) is not supported"
        case .beyondLimit(let file, let limit): "\(file) is beyond the limit of \(limit)"
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        }
    }
}
