package import Pixels

/// Renders a whole plane as a small picture.
///
/// Samples are averaged before they are quantised, so only the small picture is rendered; at the
/// ends of a narrow window this keeps a little more than averaging colours would.
package enum ThumbnailRenderer {
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        settings: RenderingSettings,
        size wanted: ThumbnailSize
    ) throws -> RenderedPicture {
        guard let full = source.levels.first else {
            return RenderedPicture(size: PixelSize(width: 0, height: 0), pixels: [])
        }
        let size = wanted.size(of: full)
        let level = level(of: source, for: size)
        return try Renderer.render(size, source.pixelType, source.significantBits, settings) {
            let plane = PlaneIndex(z: z, c: $0, t: t)
            return try AreaAverage.samples(source, plane, level: level, size: size)
        }
    }

    /// The smallest level that is at least as large as the picture in both axes.
    private static func level(of source: any PixelSource, for size: PixelSize) -> Int {
        source.levels.lastIndex { $0.width >= size.width && $0.height >= size.height } ?? 0
    }
}
