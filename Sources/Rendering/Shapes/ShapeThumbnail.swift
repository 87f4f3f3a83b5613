package import Pixels

/// A small picture of the part of an image around a shape, with the shape's outline.
package struct ShapeThumbnail: Sendable {
    private let outline: ShapeOutline
    private let frame: ShapeFrame
    private let color: RGBAColor

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
        let whole = try PaddedRenderer.render(
            source,
            z: z,
            t: t,
            region: frame.region,
            settings: settings,
            projection: projection
        )
        return drawn(on: whole.reduced(to: frame.output))
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
        var canvas = Canvas(size: size, color: PaddedRenderer.padding)
        canvas.write("Shape too large to", x: 10, y: 30, scale: 2, color: 0x0000FF)
        canvas.write("generate thumbnail", x: 10, y: 50, scale: 2, color: 0x0000FF)
        return canvas.picture
    }()
}

extension RGBAColor {
    /// As pictures have it: red in the lowest byte.
    fileprivate var word: UInt32 { UInt32(red) | UInt32(green) << 8 | UInt32(blue) << 16 }
}
