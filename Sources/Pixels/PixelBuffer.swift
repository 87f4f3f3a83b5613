/// A rectangle of samples of one channel, row by row, in the machine's byte order.
package struct PixelBuffer: Sendable {
    package let size: PixelSize
    package var samples: Samples

    /// The samples by type; the count is always width × height.
    package enum Samples: Sendable {
        /// Also bits, as 0 and 1.
        case uint8([UInt8])
        case int8([Int8])
        case uint16([UInt16])
        case int16([Int16])
        case uint32([UInt32])
        case int32([Int32])
        case float([Float])
        case double([Double])
    }

    package init(size: PixelSize, samples: Samples) {
        self.size = size
        self.samples = samples
    }
}
