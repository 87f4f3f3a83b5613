package import Pixels

/// Renders a whole plane as a small picture.
///
/// OMERO renders the plane and scales the picture. Here samples are averaged first, so that only
/// the small picture is quantised, which costs a fraction; the two differ where a window cuts off
/// samples inside one pixel of the thumbnail, and averaging samples is what a smaller detector
/// would have seen. The level read is the smallest that is at least as large as the thumbnail, so
/// nothing is scaled up that need not be.
package enum ThumbnailRenderer {
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        settings: RenderingSettings,
        size wanted: ThumbnailSize,
        projection: SectionProjection? = nil
    ) throws -> RenderedPicture {
        let z = projection == nil ? z : 0
        try Renderer.requirePlane(source, z, t)
        guard let full = source.levels.first, full.width > 0, full.height > 0 else {
            throw RenderingError.noSuchLevel(0, count: source.levels.count)
        }
        let size = wanted.size(of: full)
        guard max(size.width, size.height) <= ThumbnailSize.sideMax else {
            let limit = ThumbnailSize.sideMax * ThumbnailSize.sideMax
            throw RenderingError.tooManyPixels(width: size.width, height: size.height, limit: limit)
        }
        let level = level(of: source, for: size)
        let pixels = source.levels[level].width * source.levels[level].height
        let source = try projection?.applied(to: source, pixels: pixels) ?? source
        let channels = try DrawnChannel.all(settings, of: source)
        let average = AreaAverage(source, level: level, to: size)
        let buffers = try channels.map { channel in
            try average.read(PlaneIndex(z: z, c: channel.index, t: t))
        }
        var drawing = Drawing(size: size, of: channels, source.pixelType)
        try drawing.add(rows: size.height, buffers)
        return drawing.picture
    }

    /// With one side given, the other follows the image.
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        settings: RenderingSettings,
        longestSide: Int
    ) throws -> RenderedPicture {
        let size = ThumbnailSize.longestSide(longestSide)
        return try render(source, z: z, t: t, settings: settings, size: size)
    }

    static func level(of source: any PixelSource, for size: PixelSize) -> Int {
        source.levels.lastIndex { $0.width >= size.width && $0.height >= size.height } ?? 0
    }
}
