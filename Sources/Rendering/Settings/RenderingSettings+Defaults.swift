package import Pixels

extension RenderingSettings {
    /// Channels that are active unless someone chooses otherwise.
    package static let activeChannelsDefault = 3
    /// An image of this many channels or more is grey by default, as is one of a single channel.
    private static let greyscaleFrom = 8

    /// The settings of an image nobody has saved settings for.
    ///
    /// What the file wants to be seen goes first: its windows, and its active channels if any.
    ///
    /// - Parameter statistics: by channel; where nil or missing the window is the type's range.
    package static func defaults(
        pixelType: PixelType,
        significantBits: Int,
        channels: [ChannelMetadata],
        statistics: [PixelStatistics?]
    ) -> RenderingSettings {
        let range = PixelRange.of(pixelType, significantBits: significantBits)
        let isChosen = channels.contains { $0.isActive == true }
        let settings = channels.indices.map { index in
            ChannelSettings(
                isActive: isChosen
                    ? channels[index].isActive ?? false : index < activeChannelsDefault,
                window: channels[index].window.map {
                    Window(start: $0.lowerBound, end: $0.upperBound)
                }
                    ?? window(index < statistics.count ? statistics[index] : nil, within: range),
                color: DefaultColor.of(channel: index, in: channels)
            )
        }
        let isColor = (2..<greyscaleFrom).contains(channels.count)
        return RenderingSettings(model: isColor ? .color : .greyscale, channels: settings)
    }

    private static func window(
        _ statistics: PixelStatistics?,
        within range: ClosedRange<Double>
    ) -> Window {
        guard let statistics, statistics.max - statistics.min > .ulpOfOne else {
            return Window(start: range.lowerBound, end: range.upperBound)
        }
        return Window(start: statistics.min, end: statistics.max)
    }
}
