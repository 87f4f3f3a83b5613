/// Reads a form in parts (RFC 7578) piece by piece, with a bounded window and without I/O.
///
/// Bytes are appended as they come, in pieces of any size; the pieces make no difference to what
/// the parts hold.
package struct MultipartReader: Sendable {
    package enum Event: Sendable, Equatable {
        /// More bytes are needed.
        case incomplete
        /// The head of the next part; its content follows.
        case part(MultipartHead)
        /// More of the part's content.
        case content([UInt8])
        case endOfPart
        /// The last delimiter was read; what follows means nothing.
        case end
    }

    private enum Place {
        case beforeFirst, delimiter, head, content, over
    }

    package static let partsMax = 200
    /// Head of one part.
    static let headBytesMax = 4 * 1024
    /// Blanks behind a delimiter (RFC 2046 §5.1.1).
    private static let paddingBytesMax = 256

    private let delimiter: [UInt8]
    /// What was not read yet; the first delimiter has no line end before it when it comes first.
    private var window: [UInt8] = [0x0D, 0x0A]
    private var start = 0
    private var place = Place.beforeFirst
    private var partCount = 0

    package init(boundary: String) { delimiter = Array("\r\n--".utf8) + Array(boundary.utf8) }

    package mutating func append(_ bytes: [UInt8]) {
        window.removeFirst(start)
        start = 0
        window += bytes
    }

    /// What comes next; call again after appending when it is `incomplete`.
    package mutating func next() throws(FormError) -> Event {
        if place == .beforeFirst {
            guard skipToDelimiter() else { return .incomplete }
        }
        switch place {
        case .beforeFirst, .delimiter: return try readDelimiter()
        case .head: return try readHead()
        case .content: return readContent()
        case .over: return .end
        }
    }

    /// Forgets what stands before the first delimiter.
    private mutating func skipToDelimiter() -> Bool {
        guard let found = find(delimiter, from: start) else {
            start = max(start, window.count - delimiter.count + 1)
            return false
        }
        start = found + delimiter.count
        place = .delimiter
        return true
    }

    /// What follows the words of a delimiter: two dashes behind the last, else the end of the line.
    private mutating func readDelimiter() throws(FormError) -> Event {
        guard window.count - start >= 2 else { return .incomplete }
        if window[start] == UInt8(ascii: "-"), window[start + 1] == UInt8(ascii: "-") {
            place = .over
            return .end
        }
        var position = start
        while position < window.count, window[position] == 0x20 || window[position] == 0x09 {
            position += 1
        }
        guard position - start <= Self.paddingBytesMax else {
            throw .tooLarge(limit: "\(Self.paddingBytesMax) blanks behind a boundary")
        }
        guard window.count - position >= 2 else { return .incomplete }
        guard window[position] == 0x0D, window[position + 1] == 0x0A else {
            throw .malformed("a boundary is followed by something else")
        }
        guard partCount < Self.partsMax else {
            throw .tooLarge(limit: "\(Self.partsMax) parts")
        }
        partCount += 1
        // The line's end may be the first half of the blank line that ends an empty head.
        start = position
        place = .head
        return try readHead()
    }

    private mutating func readHead() throws(FormError) -> Event {
        guard let blank = find(Self.blankLine, from: start) else {
            guard window.count - start <= Self.headBytesMax + Self.blankLine.count else {
                throw Self.longHead
            }
            return .incomplete
        }
        guard blank - start <= Self.headBytesMax else { throw Self.longHead }
        let content = blank + Self.blankLine.count
        // A delimiter may begin with the last line end of the head, and then there is no content.
        guard window.count >= content - 2 + delimiter.count else { return .incomplete }
        if let end = find(delimiter, from: start), end < content {
            throw .malformed("a part without a head")
        }
        let head = try MultipartHead(window[min(start + 2, blank)..<blank])
        start = content
        place = .content
        return .part(head)
    }

    private static let blankLine: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    private static let longHead = FormError.tooLarge(
        limit: "\(headBytesMax) bytes in the head of a part"
    )

    /// All but what may be the beginning of a delimiter.
    private mutating func readContent() -> Event {
        let end = find(delimiter, from: start)
        let limit = end ?? window.count - delimiter.count + 1
        if limit > start {
            defer { start = limit }
            return .content(Array(window[start..<limit]))
        }
        guard let end else { return .incomplete }
        start = end + delimiter.count
        place = .delimiter
        return .endOfPart
    }

    /// Where the words begin next; nil when they do not come again.
    private func find(_ words: [UInt8], from start: Int) -> Int? {
        let bytes = window.span
        var position = start
        while position <= bytes.count - words.count {
            var index = 0
            while index < words.count, bytes[position + index] == words[index] { index += 1 }
            if index == words.count { return position }
            position += 1
        }
        return nil
    }
}
