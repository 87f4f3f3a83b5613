/// A form in parts (RFC 7578) with small fields and no files, whole in memory.
struct MultipartForm {
    private let boundary: String

    /// Longest boundary (RFC 2046 §5.1.1).
    static let boundaryBytesMax = 70

    init(boundary: String) { self.boundary = boundary }

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

    func fields(_ body: [UInt8], skipsFiles: Bool = false) throws(FormError) -> FormFields {
        var reader = MultipartReader(boundary: boundary)
        reader.append(body)
        var pairs: [FormFields.Pair] = []
        var name: String?
        var value: [UInt8] = []
        var hasBegun = false
        while true {
            switch try reader.next() {
            case .part(let head):
                guard head.fileName == nil || skipsFiles else {
                    throw .malformed("a file, and files are not taken here")
                }
                (name, value) = (head.fileName == nil ? head.name : nil, [])
                hasBegun = true
            case .content(let bytes): if name != nil { value += bytes }
            case .endOfPart:
                guard let name else { continue }
                guard let text = String(validating: value, as: UTF8.self) else { throw .notUTF8 }
                pairs.append(FormFields.Pair(name: name, value: text))
            case .end: return FormFields(pairs)
            case .incomplete:
                throw .malformed(hasBegun ? "a part does not end" : "no part")
            }
        }
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
