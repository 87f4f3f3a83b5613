import Pixels

/// A type that samples can have.
protocol PixelSample: Sendable {
    /// Nil when the samples are of another type.
    static func values(of samples: PixelBuffer.Samples) -> [Self]?
}

extension UInt8: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [UInt8]? {
        if case .uint8(let values) = samples { values } else { nil }
    }
}

extension Int8: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [Int8]? {
        if case .int8(let values) = samples { values } else { nil }
    }
}

extension UInt16: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [UInt16]? {
        if case .uint16(let values) = samples { values } else { nil }
    }
}

extension Int16: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [Int16]? {
        if case .int16(let values) = samples { values } else { nil }
    }
}

extension UInt32: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [UInt32]? {
        if case .uint32(let values) = samples { values } else { nil }
    }
}

extension Int32: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [Int32]? {
        if case .int32(let values) = samples { values } else { nil }
    }
}

extension Float: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [Float]? {
        if case .float(let values) = samples { values } else { nil }
    }
}

extension Double: PixelSample {
    static func values(of samples: PixelBuffer.Samples) -> [Double]? {
        if case .double(let values) = samples { values } else { nil }
    }
}
