package import Pixels

/// A small picture of the part of an image around a shape, with the shape's outline.
package struct ShapeThumbnail: Sendable {
    private let outline: ShapeOutline
    private let frame: ShapeFrame
    private let color: RGBAColor

    /// What stands beyond the edges of the image.
    static let padding: UInt32 = 0xDD_DDDD

    package init(_ outline: ShapeOutline, in frame: ShapeFrame, color: RGBAColor) {
        self.outline = outline
        self.frame = frame
        self.color = color
    }

    /// - Throws: `RenderingError.regionOutside` when no part of it lies in the image.
    package func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        settings: RenderingSettings,
        projection: SectionProjection? = nil
    ) throws -> RenderedPicture {
        let region = frame.region
        let image = PixelSize(width: source.dimensions.x, height: source.dimensions.y)
        guard let visible = frame.visible(in: image) else {
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
            level: 0,
            settings: settings,
            projection: projection
        )
        let size = PixelSize(width: region.width, height: region.height)
        var whole = Canvas(size: size, color: Self.padding)
        whole.draw(Canvas(picture), at: (visible.x - region.x, visible.y - region.y))
        return drawn(on: whole.picture.reduced(to: frame.output))
    }

    private func drawn(on picture: RenderedPicture) -> RenderedPicture {
        let scale = Double(picture.size.width) / Double(frame.region.width)
        let points = outline.points.map { point in
            (
                x: (point.x - Double(frame.region.x)) * scale,
                y: (point.y - Double(frame.region.y)) * scale
            )
        }
        var canvas = Canvas(picture)
        let pen = OutlinePen(size: picture.size, color: color.word)
        pen.draw(points, isClosed: outline.isClosed, on: &canvas)
        return canvas.picture
    }

    /// What is shown in place of a shape that is larger than what is read for it.
    package static let tooLarge: RenderedPicture = {
        let size = PixelSize(width: ShapeFrame.width, height: ShapeFrame.width * 2 / 3)
        var canvas = Canvas(size: size, color: padding)
        canvas.write("Shape too large to", x: 10, y: 30, scale: 2, color: 0x0000FF)
        canvas.write("generate thumbnail", x: 10, y: 50, scale: 2, color: 0x0000FF)
        return canvas.picture
    }()
}

extension RGBAColor {
    /// As pictures have it: red in the lowest byte.
    fileprivate var word: UInt32 { UInt32(red) | UInt32(green) << 8 | UInt32(blue) << 16 }
}
