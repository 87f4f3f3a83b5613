package import Pixels

/// Renders each channel of a plane on a panel of its own, all in one picture.
package enum SplitChannelRenderer {
    private static let white: UInt32 = 0xFF_FFFF
    /// Distance of a label from the corner of its panel.
    private static let labelInset = 2
    /// OMERO's label of the panel with all channels.
    private static let mergedLabel = "merged"

    /// Panels of channels that are not active stay white.
    ///
    /// In colour the last one shows all active
    /// channels together; in grey there is none such.
    ///
    /// - Parameter labels: one text a channel.
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        settings: RenderingSettings,
        labels: [String],
        projection: SectionProjection? = nil
    ) throws -> RenderedPicture {
        let plane = PixelSize(width: source.dimensions.x, height: source.dimensions.y)
        let count = settings.channels.count
        let grid = PanelGrid(channels: count, of: plane, settings.model)
        let size = grid.size
        guard size.width <= Renderer.pixelsMax / max(size.height, 1) else {
            let limit = Renderer.pixelsMax
            throw RenderingError.tooManyPixels(width: size.width, height: size.height, limit: limit)
        }
        var canvas = Canvas(size: size, color: white)
        func draw(_ settings: RenderingSettings, panel: Int, label: String) throws {
            let picture = try Renderer.render(
                source,
                z: z,
                t: t,
                region: Region(x: 0, y: 0, width: plane.width, height: plane.height),
                level: 0,
                settings: settings,
                projection: projection
            )
            canvas.draw(labelled(picture, label), at: grid.origin(of: panel))
        }
        for index in settings.channels.indices where settings.channels[index].isActive {
            let alone = settings.showing(only: index)
            try draw(alone, panel: index, label: index < labels.count ? labels[index] : "")
        }
        if settings.model == .color { try draw(settings, panel: count, label: mergedLabel) }
        return canvas.picture
    }

    private static func labelled(_ picture: RenderedPicture, _ text: String) -> Canvas {
        var panel = Canvas(picture)
        if let scale = BitmapFont.scale(forWidth: picture.size.width) {
            panel.write(text, x: labelInset, y: labelInset, scale: scale, color: white)
        }
        return panel
    }
}

extension RenderingSettings {
    fileprivate func showing(only index: Int) -> RenderingSettings {
        var settings = self
        for other in settings.channels.indices {
            settings.channels[other].isActive = other == index
        }
        return settings
    }
}
