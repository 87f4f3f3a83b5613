import Codecs
import HTTP
import Rendering

/// The photograph that a form brings, made small: what was sent is decoded and not kept.
struct ReceivedPhoto {
    let jpeg: [UInt8]

    /// Longest side of what is kept.
    static let side = 150
    /// Bytes of what is sent: with the rest of a form it fits into the longest body by default.
    static let bytesMax = 1000 << 10
    private static let quality = 0.9
    private static let field = "photo"

    /// - Throws: `Refusal` with what is wrong, to be shown beside the form.
    init(_ request: Request) throws {
        var file: [UInt8] = []
        var form = try ReceivedForm(request)
        _ = try form.read { head, next in
            guard head.name == Self.field else {
                throw FormError.malformed("a file in the field \(head.name)")
            }
            while let piece = try next() {
                file += piece
                guard file.count <= Self.bytesMax else {
                    throw Refusal(.badRequest, "\(Self.field): more than \(Self.bytesMax) bytes")
                }
            }
        }
        guard !file.isEmpty else { throw Refusal(.badRequest, "\(Self.field): choose a file") }
        do throws(CodecError) {
            jpeg = try RenderedPicture(photograph: file, longestSide: Self.side)
                .jpeg(quality: Self.quality)
        } catch {
            throw Refusal(.badRequest, "\(Self.field): a JPEG or PNG is expected (\(error))")
        }
    }
}
