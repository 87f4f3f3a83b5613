import Pixels

/// An image in memory; each level is every second pixel of the one before.
struct SyntheticSource: PixelSource {
    let dimensions: Dimensions
    let pixelType: PixelType
    var significantBits: Int { pixelType.byteCount * 8 }
    var channels: [ChannelMetadata] {
        [ChannelMetadata](repeating: ChannelMetadata(), count: dimensions.c)
    }
    var physicalSize: PhysicalSize { PhysicalSize() }
    let levels: [PixelSize]
    /// The value at a pixel of the full image.
    let value: @Sendable (_ plane: PlaneIndex, _ x: Int, _ y: Int) -> Double

    func tileSize(level: Int) -> PixelSize { PixelSize(width: 16, height: 16) }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        let step = 1 << level
        let values = (region.y..<(region.y + region.height)).flatMap { y in
            (region.x..<(region.x + region.width)).map { value(plane, $0 * step, y * step) }
        }
        let size = PixelSize(width: region.width, height: region.height)
        return PixelBuffer(size: size, samples: Self.samples(values, pixelType))
    }

    static func samples(_ values: [Double], _ type: PixelType) -> PixelBuffer.Samples {
        switch type {
        case .bit, .uint8: .uint8(values.map { UInt8(clamping: Int($0)) })
        case .int8: .int8(values.map { Int8(clamping: Int($0)) })
        case .uint16: .uint16(values.map { UInt16(clamping: Int($0)) })
        case .int16: .int16(values.map { Int16(clamping: Int($0)) })
        case .uint32: .uint32(values.map { UInt32(clamping: Int($0)) })
        case .int32: .int32(values.map { Int32(clamping: Int($0)) })
        case .float: .float(values.map { Float($0) })
        case .double: .double(values)
        }
    }
}
