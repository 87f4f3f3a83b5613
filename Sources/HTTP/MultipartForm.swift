/// A form in parts (RFC 7578) with small fields and no files.
struct MultipartForm {
    private let delimiter: [UInt8]

    static let partsMax = 200
    /// Head of one part.
    static let headBytesMax = 4 * 1024
    /// Longest boundary (RFC 2046 §5.1.1).
    static let boundaryBytesMax = 70

    init(boundary: String) { delimiter = Array("\r\n--".utf8) + Array(boundary.utf8) }

    /// The boundary that a Content-Type names; nil when there is none, or a forbidden one.
    static func boundary(ofContentType value: String) -> String? {
        for part in value.split(separator: ";").dropFirst() {
            let part = trimmed(part)
            guard part.lowercased().hasPrefix("boundary=") else { continue }
            var text = part.dropFirst("boundary=".count)
            if text.count >= 2, text.first == "\"", text.last == "\"" {
                text = text.dropFirst().dropLast()
            }
            let isPlain = text.utf8.allSatisfy { byte in
                (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"")
            }
            guard isPlain, (1...boundaryBytesMax).contains(text.utf8.count), text.last != " "
            else { return nil }
            return String(text)
        }
        return nil
    }

    func fields(_ body: [UInt8]) throws(FormError) -> FormFields {
        // The first delimiter has no line end before it when nothing stands before it.
        let bytes = [0x0D, 0x0A] + body
        guard var position = Self.find(delimiter, in: bytes, from: 0) else {
            throw .malformed("no part")
        }
        var pairs: [FormFields.Pair] = []
        while true {
            position += delimiter.count
            if bytes[position...].starts(with: "--".utf8) { return FormFields(pairs) }
            guard let headStart = Self.lineEnd(bytes, position) else {
                throw .malformed("a boundary is followed by something else")
            }
            guard pairs.count < Self.partsMax else {
                throw .tooLarge(limit: "\(Self.partsMax) parts")
            }
            guard let end = Self.find(delimiter, in: bytes, from: headStart - 2) else {
                throw .malformed("a part does not end")
            }
            pairs.append(try Self.pair(bytes, headStart, end))
            position = end
        }
    }

    /// Where the next line begins, blanks aside; nil when something else stands before it.
    private static func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        var position = start
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
            position += 1
        }
        return bytes[position...].starts(with: [0x0D, 0x0A]) ? position + 2 : nil
    }

    private static func pair(
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int
    ) throws(FormError) -> FormFields.Pair {
        guard let blank = find([0x0D, 0x0A, 0x0D, 0x0A], in: bytes, from: start - 2),
            blank + 4 <= end
        else { throw .malformed("a part without a head") }
        guard blank - start <= headBytesMax else {
            throw .tooLarge(limit: "\(headBytesMax) bytes in the head of a part")
        }
        guard let head = String(validating: bytes[start..<max(start, blank)], as: UTF8.self),
            let value = String(validating: bytes[(blank + 4)..<end], as: UTF8.self)
        else { throw .notUTF8 }
        return FormFields.Pair(name: try name(head), value: value)
    }

    private static func name(_ head: String) throws(FormError) -> String {
        for line in head.split(separator: "\r\n")
        where line.lowercased().hasPrefix("content-disposition:") {
            let parts = line.split(separator: ";").map(trimmed)
            if parts.contains(where: { $0.lowercased().hasPrefix("filename") }) {
                throw .malformed("a file, and files are not taken here")
            }
            for part in parts where part.hasPrefix("name=\"") && part.hasSuffix("\"") {
                return String(part.dropFirst("name=\"".count).dropLast())
            }
        }
        throw .malformed("a part without a name")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }

    /// Where the words begin next; nil when they do not come again.
    private static func find(_ words: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= words.count, start >= 0 else { return nil }
        var position = start
        while position <= bytes.count - words.count {
            if bytes[position] == words[0],
                bytes[position..<(position + words.count)].elementsEqual(words)
            {
                return position
            }
            position += 1
        }
        return nil
    }
}
