import Pixels

/// What the text in a TIFF file says about one image.
struct TIFFImageMetadata: Sendable {
    var significantBits: Int?
    var channels: [ChannelMetadata] = []
    var physicalSize = PhysicalSize()

    /// One entry a channel; samples of RGB without colours of their own are red, green and blue.
    func channels(count: Int, _ layout: TIFFLayout) -> [ChannelMetadata] {
        let isColor = layout.photometric == .rgb || layout.photometric == .yCbCr
        return (0..<count).map { index in
            var channel = channels.count == count ? channels[index] : ChannelMetadata()
            if channels.count != count, channels.count * layout.channelCount == count {
                channel = channels[index / layout.channelCount]
                channel.color = nil
            }
            if isColor && channel.color == nil {
                channel.color = RGBAColor.primaries[index % layout.channelCount]
            }
            return channel
        }
    }
}
