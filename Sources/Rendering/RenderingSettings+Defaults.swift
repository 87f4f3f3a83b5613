package import Pixels

extension RenderingSettings {
    /// What OMERO shows of an image for which nobody saved settings.
    ///
    /// - Parameter statistics: one entry a channel; nil where nothing was measured.
    package static func defaults(
        pixelType: PixelType,
        significantBits: Int,
        channels: [ChannelMetadata],
        statistics: [PixelStatistics?]
    ) -> RenderingSettings {
        let range = PixelRange.of(pixelType, significantBits: significantBits)
        let colors = DefaultColors.of(channels)
        let settings = channels.indices.map { index in
            ChannelSettings(
                isActive: index < activeCountMax,
                window: window(index < statistics.count ? statistics[index] : nil, range),
                color: colors[index]
            )
        }
        let isColor = channels.count > 1 && channels.count < greyscaleFromCount
        return RenderingSettings(model: isColor ? .color : .greyscale, channels: settings)
    }

    private static let activeCountMax = 3
    /// Images of so many channels are spectra rather than stains.
    private static let greyscaleFromCount = 8

    /// The measured values, unless they are all the same.
    private static func window(
        _ statistics: PixelStatistics?,
        _ range: ClosedRange<Double>
    ) -> Window {
        guard let statistics, statistics.max > statistics.min else {
            return Window(start: range.lowerBound, end: range.upperBound)
        }
        return Window(start: statistics.min, end: statistics.max)
    }
}

/// The colours of channels whose file names none.
private enum DefaultColors {
    private static let red = RGBAColor(red: 255, green: 0, blue: 0)
    private static let green = RGBAColor(red: 0, green: 255, blue: 0)
    private static let blue = RGBAColor(red: 0, green: 0, blue: 255)
    private static let white = RGBAColor(red: 255, green: 255, blue: 255)

    static func of(_ channels: [ChannelMetadata]) -> [RGBAColor] {
        let hasWavelengths = channels.contains { $0.emissionWavelengthNanometres != nil }
        return channels.enumerated().map { index, channel in
            if let color = channel.color { return color }
            if let wavelength = channel.emissionWavelengthNanometres { return of(wavelength) }
            // Beside channels with a wavelength, one without is a transmitted light picture.
            return hasWavelengths ? white : [red, green, blue][index % 3]
        }
    }

    private static func of(_ wavelengthNanometres: Double) -> RGBAColor {
        switch wavelengthNanometres {
        case ..<500: blue
        case ..<560: green
        default: red
        }
    }
}
