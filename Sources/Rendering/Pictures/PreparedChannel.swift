import Pixels

/// A channel to draw, with levels made for the type of its samples.
struct PreparedChannel {
    let channel: DrawnChannel
    let levels: SampleLevels

    init(_ channel: DrawnChannel, for type: PixelType) {
        self.channel = channel
        let quantiser = channel.quantiser
        levels =
            switch type {
            case .bit, .uint8: .short(quantiser.levels(of: UInt8.self))
            case .int8: .short(quantiser.levels(of: Int8.self))
            case .uint16: .short(quantiser.levels(of: UInt16.self))
            case .int16: .short(quantiser.levels(of: Int16.self))
            case .uint32, .int32, .float, .double: .binned(quantiser.wideLevels)
            }
    }
}

/// How samples become levels, by their size.
enum SampleLevels {
    case short(ShortLevels)
    case binned(BinnedLevels)
}
