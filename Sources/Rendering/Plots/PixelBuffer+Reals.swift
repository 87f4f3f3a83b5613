package import Pixels

extension PixelBuffer.Samples {
    /// The samples as real numbers, whatever their type.
    package var reals: [Double] {
        switch self {
        case .uint8(let values): values.map(Double.init)
        case .int8(let values): values.map(Double.init)
        case .uint16(let values): values.map(Double.init)
        case .int16(let values): values.map(Double.init)
        case .uint32(let values): values.map(Double.init)
        case .int32(let values): values.map(Double.init)
        case .float(let values): values.map(Double.init)
        case .double(let values): values
        }
    }
}
