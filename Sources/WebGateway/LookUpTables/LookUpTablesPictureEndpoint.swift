import Codecs
package import HTTP
import Rendering
import Synchronization
package import WebAccess

/// `luts_png`: a strip of ten rows for each look-up table, in the order of `luts`.
///
/// The last strip is a shadow that fades out, which viewers draw behind the sliders of channels.
package final class LookUpTablesPictureEndpoint: Endpoint {
    private let tables: LookUpTables
    private let made = Mutex<[UInt8]?>(nil)

    private static let width = 256
    private static let stripRows = 10
    private static let shadowWidth = 180

    package init(_ gateway: Gateway) { tables = gateway.tables }

    package func respond(
        to request: Request,
        _ parameters: RouteParameters,
        _ visitor: Visitor
    ) throws -> Response {
        let bytes = try made.withLock { made in
            let bytes = try made ?? picture()
            made = bytes
            return bytes
        }
        let fields = [
            ResponseField("Content-Type", "image/png"),
            ResponseField("Cache-Control", "private, no-cache"),
        ]
        return Response(.ok, fields, body: .bytes(bytes))
    }

    private func picture() throws -> [UInt8] {
        let strips = tables.all.map(Self.strip) + [Self.shadow]
        let rows = strips.flatMap { [[UInt8]](repeating: $0, count: Self.stripRows) }
        return try PNG.encode(
            Array(rows.joined()),
            width: Self.width,
            height: rows.count,
            samplesPerPixel: 4
        )
    }

    /// One row: red, green, blue and opacity of each level.
    private static func strip(_ table: LookUpTable) -> [UInt8] {
        (0..<width).flatMap { [table.red[$0], table.green[$0], table.blue[$0], 255] }
    }

    private static var shadow: [UInt8] {
        (0..<width).flatMap { x -> [UInt8] in
            let last = shadowWidth - 1
            return [0, 0, 0, x > last ? 0 : UInt8(255 * (last - x) / last)]
        }
    }
}
