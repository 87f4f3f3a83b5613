package import Pixels
package import Rendering

extension PictureKey.Part {
    /// A frame with an outline of a colour in it.
    ///
    /// All that is drawn goes into the key: a shape that was changed has another.
    package static func outlined(
        _ outline: ShapeOutline,
        in frame: ShapeFrame,
        color: RGBAColor
    ) -> PictureKey.Part {
        var digest = Digest()
        for point in outline.points { digest.add("\(point.x),\(point.y);".utf8) }
        digest.add("\(outline.isClosed) \(color.red),\(color.green),\(color.blue)".utf8)
        return .outlined(frame, digest: digest.hexadecimal)
    }
}
