import HTTP

/// Reads a form with files, from memory or from where a large body lies, a window at a time.
struct ReceivedForm {
    private var reader: MultipartReader
    private let body: any StoredBody

    /// Bytes of the body that are in memory at once.
    private static let windowBytes = 256 * 1024
    /// All values that are no files together.
    static let fieldsBytesMax = 2 << 20

    /// - Throws: `FormError` when it is no form in parts.
    init(_ request: Request) throws(FormError) {
        guard request.mediaType == "multipart/form-data" else {
            throw .otherMediaType(request.mediaType ?? "")
        }
        guard let boundary = request.multipartBoundary else { throw .malformed("no boundary") }
        reader = MultipartReader(boundary: boundary)
        body = request.storedBody ?? BodyInMemory(request.body)
    }

    /// The fields, in their order, when the files were kept.
    ///
    /// - Parameter keep: takes a file's head and what reads its pieces, nil behind the last.
    mutating func read(
        keep: (MultipartHead, () throws -> [UInt8]?) throws -> Void
    ) throws -> FormFields {
        var pairs: [FormFields.Pair] = []
        var bytesLeft = Self.fieldsBytesMax
        while let head = try nextPart() {
            if head.fileName != nil {
                try keep(head) { try nextPiece() }
                continue
            }
            var value: [UInt8] = []
            while let piece = try nextPiece() {
                value += piece
                bytesLeft -= piece.count
                guard bytesLeft >= 0 else {
                    throw FormError.tooLarge(limit: "\(Self.fieldsBytesMax) bytes of fields")
                }
            }
            guard let text = String(validating: value, as: UTF8.self) else {
                throw FormError.notUTF8
            }
            pairs.append(FormFields.Pair(name: head.name, value: text))
        }
        return FormFields(pairs)
    }

    private var offset = 0

    private mutating func nextPart() throws -> MultipartHead? {
        switch try nextEvent() {
        case .part(let head): head
        case .end: nil
        default: throw FormError.malformed("content outside of a part")
        }
    }

    private mutating func nextPiece() throws -> [UInt8]? {
        switch try nextEvent() {
        case .content(let piece): piece
        case .endOfPart: nil
        default: throw FormError.malformed("a part does not end")
        }
    }

    private mutating func nextEvent() throws -> MultipartReader.Event {
        while true {
            let event = try reader.next()
            guard event == .incomplete else { return event }
            let window = try body.read(at: offset, count: Self.windowBytes)
            guard !window.isEmpty else { throw FormError.malformed("a part does not end") }
            offset += window.count
            reader.append(window)
        }
    }
}

/// A small body, read like a large one.
private final class BodyInMemory: StoredBody {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var byteCount: Int { bytes.count }

    func read(at offset: Int, count: Int) -> [UInt8] {
        Array(bytes.dropFirst(offset).prefix(count))
    }
}
