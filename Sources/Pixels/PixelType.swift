/// The type of one sample, with OMERO's names.
package enum PixelType: String, Sendable, CaseIterable {
    case bit
    case int8
    case uint8
    case int16
    case uint16
    case int32
    case uint32
    case float
    case double

    /// Bytes a sample takes in memory; a bit takes a whole byte.
    package var byteCount: Int {
        switch self {
        case .bit, .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float: 4
        case .double: 8
        }
    }

    package var isSigned: Bool {
        switch self {
        case .bit, .uint8, .uint16, .uint32: false
        case .int8, .int16, .int32, .float, .double: true
        }
    }

    package var isFloatingPoint: Bool { self == .float || self == .double }
}
