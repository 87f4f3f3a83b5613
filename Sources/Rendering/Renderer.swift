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
        for index in settings.drawnChannels {
            let channel = settings.channels[index]
            let intensities = Quantisation(channel, range).intensities(try read(index))
            composition.add(intensities, settings.light(of: channel))
        }
        return RenderedPicture(size: size, pixels: composition.pixels())
    }
}

extension RenderingSettings {
    /// What full intensity of a channel looks like; grey pictures know no colour.
    fileprivate func light(of channel: ChannelSettings) -> RGBAColor {
        guard model == .greyscale else { return channel.color }
        return RGBAColor(red: 255, green: 255, blue: 255, alpha: channel.color.alpha)
    }
}
