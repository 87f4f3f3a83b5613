package import Pixels

/// Renders regions that reach beyond their image.
package enum PaddedRenderer {
    /// What stands beyond the edges of the image: OMERO's light grey.
    static let padding: UInt32 = 0xDD_DDDD

    /// A picture of the whole region.
    ///
    /// - Parameter region: in pixels of the level.
    /// - Throws: `RenderingError.regionOutside` when no part of it lies in the image.
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        region: Region,
        level: Int = 0,
        settings: RenderingSettings,
        projection: SectionProjection? = nil
    ) throws -> RenderedPicture {
        guard let visible = region.part(within: source.levels[level]) else {
            throw RenderingError.regionOutside(
                x: region.x,
                y: region.y,
                width: region.width,
                height: region.height
            )
        }
        let picture = try Renderer.render(
            source,
            z: z,
            t: t,
            region: visible,
            level: level,
            settings: settings,
            projection: projection
        )
        if visible == region { return picture }
        let size = PixelSize(width: region.width, height: region.height)
        var whole = Canvas(size: size, color: padding)
        whole.draw(Canvas(picture), at: (visible.x - region.x, visible.y - region.y))
        return whole.picture
    }
}
