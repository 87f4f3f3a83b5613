package import Archives
package import HTTP
import Kernel

/// One thing that is downloaded: its bytes, its name, and what tells its states apart.
package struct FileDownload {
    package enum Content {
        /// Sent by the kernel.
        case file(any BodyFile)
        case bytes([UInt8])
        /// Made while it is sent.
        case made(any ByteContent)
    }

    private let name: String
    private let mediaType: String
    private let validators: Validators
    private let content: Content
    /// A browser shows it in the place of keeping it; for types that cannot do harm.
    private let isShown: Bool

    /// A part up to this number of bytes is made before it is sent, so that what fails is told.
    private static let atOnceBytesMax = 64 << 10

    /// What OMERO calls everything that is to be kept and not to be looked at.
    package static let anyMediaType = "application/force-download"

    package init(
        named name: String,
        _ validators: Validators,
        _ content: Content,
        mediaType: String = anyMediaType,
        isShown: Bool = false
    ) {
        self.name = name
        self.mediaType = mediaType
        self.validators = validators
        self.content = content
        self.isShown = isShown
    }

    /// The whole, a part of it, or word that the client has it already.
    package func response(
        to request: Request,
        nowSeconds: Int = WallClock.nowSeconds()
    ) throws -> Response {
        switch Preconditions.verdict(request, validators) {
        case .failed: return Response(.preconditionFailed, state)
        case .notModified: return Response(.notModified, state)
        case .proceed: break
        }
        let isRanged =
            request.method == .get
            && Preconditions.allowRange(request, validators, nowSeconds: nowSeconds)
        let field = isRanged ? request.fields["Range"] : nil
        switch ByteRange(field, of: byteCount) {
        case .whole: return Response(.ok, state + description, body: try body(0..<byteCount))
        case .part(let range):
            let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(byteCount)"
            let fields = state + description + [ResponseField("Content-Range", place)]
            return Response(.partialContent, fields, body: try body(range))
        case .unsatisfiable:
            let place = ResponseField("Content-Range", "bytes */\(byteCount)")
            return Response(.rangeNotSatisfiable, state + [place])
        }
    }

    private var byteCount: Int {
        switch content {
        case .file(let file): file.sizeBytes
        case .bytes(let bytes): bytes.count
        case .made(let content): content.byteCount
        }
    }

    /// What a client may keep, and ask about.
    private var state: [ResponseField] {
        var fields = [
            ResponseField("ETag", validators.tag.text),
            ResponseField("Accept-Ranges", "bytes"),
            ResponseField("Cache-Control", "private, no-cache"),
        ]
        if let seconds = validators.modifiedSeconds {
            fields.append(ResponseField("Last-Modified", HTTPDate.text(unixSeconds: seconds)))
        }
        return fields
    }

    /// No browser takes it for a page, whatever is in it.
    private var description: [ResponseField] {
        let fields = [
            ResponseField("Content-Type", mediaType),
            ResponseField("X-Content-Type-Options", "nosniff"),
            ResponseField("Content-Security-Policy", "default-src 'none'; sandbox"),
        ]
        return isShown ? fields : fields + [ContentDisposition.attachment(name)]
    }

    private func body(_ range: Range<Int>) throws -> ResponseBody {
        switch content {
        case .file(let file): return .file(file, range: range)
        case .bytes(let bytes): return .bytes(Array(bytes[range]))
        case .made(let content):
            let producer = ContentProducer(try content.reader(), range)
            guard range.count > Self.atOnceBytesMax else {
                return .bytes(try producer.rest())
            }
            return .chunks(producer, byteCount: range.count)
        }
    }
}
