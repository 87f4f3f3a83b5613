package import HTTP
import Pixels
import Rendering
import Repository

/// What stands where a thumbnail cannot be made: a light square with a frame.
package enum PlaceholderPicture {
    private static let sideMax = 512

    /// Whether it stands for a picture that failed so: what is not there or cannot be rendered.
    package static func stands(for error: any Error) -> Bool {
        if let refusal = error as? Refusal { return refusal.status == .notFound }
        return error is RepositoryError || error is RenderingError
    }

    /// - Parameter side: pixels of each edge.
    package static func response(side: Int) throws -> Response {
        Response(
            .ok,
            [ResponseField("Content-Type", "image/jpeg"), .unkept],
            body: .bytes(try jpeg(side: side))
        )
    }

    package static func jpeg(side: Int) throws -> [UInt8] {
        let side = min(max(side, 1), sideMax)
        var pixels = [UInt32](repeating: 0xEC_ECEC, count: side * side)
        for index in 0..<side {
            for (x, y) in [(index, 0), (index, side - 1), (0, index), (side - 1, index)] {
                pixels[y * side + x] = 0xB0_B0B0
            }
        }
        let picture = RenderedPicture(size: PixelSize(width: side, height: side), pixels: pixels)
        return try picture.jpeg(quality: RenderingQuery.defaultQuality)
    }
}
