package import Pixels

/// Renders planes, regions and tiles.
package enum Renderer {
    /// A rectangle of one plane in the coordinates of a resolution level, which must lie inside it.
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        region: Region,
        level: Int,
        settings: RenderingSettings
    ) throws -> RenderedPicture {
        try render(
            PixelSize(width: region.width, height: region.height),
            source.pixelType,
            source.significantBits,
            settings
        ) { channel in
            try source.read(PlaneIndex(z: z, c: channel, t: t), region, level: level).samples
        }
    }

    /// A picture of samples that `read` gives for each drawn channel.
    static func render(
        _ size: PixelSize,
        _ type: PixelType,
        _ significantBits: Int,
        _ settings: RenderingSettings,
        read: (Int) throws -> PixelBuffer.Samples
    ) throws -> RenderedPicture {
        let range = PixelRange.of(type, significantBits: significantBits)
        var composition = Composition(count: size.width * size.height)
        for (index, channel) in settings.drawnChannels {
            let quantisation = Quantisation(channel, range)
            composition.add(quantisation.intensities(try read(index)), channel.color)
        }
        return RenderedPicture(size: size, pixels: composition.pixels())
    }
}

extension RenderingSettings {
    /// The channels that contribute, by their index; greyscale shows the first active one in white.
    var drawnChannels: [(index: Int, settings: ChannelSettings)] {
        let active = channels.enumerated().filter(\.element.isActive)
        guard model == .greyscale else { return active.map { ($0.offset, $0.element) } }
        return active.prefix(1).map { index, channel in
            var grey = channel
            grey.color = RGBAColor(red: 255, green: 255, blue: 255, alpha: channel.color.alpha)
            return (index, grey)
        }
    }
}
