/// Which bytes of a representation a request asks for (RFC 9110 §14.2).
package enum ByteRange: Equatable, Sendable {
    /// All of them: nothing was asked for, more than one range, or something that is none.
    case whole
    /// One range with at least one byte.
    case part(Range<Int>)
    /// No byte there is lies in what was asked for: `416 Range Not Satisfiable`.
    case unsatisfiable

    /// Longest field that is looked at; real ones are shorter by far.
    private static let fieldBytesMax = 128

    /// - Parameters:
    ///   - field: the value of `Range`; nil when there is none.
    ///   - byteCount: how many bytes there are.
    ///
    /// A server may answer several ranges with the whole, which this one does.
    package init(_ field: String?, of byteCount: Int) {
        self = .whole
        guard let field, field.utf8.count <= Self.fieldBytesMax else { return }
        let parts = field.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return }
        let ends = Self.trimmed(parts[1]).split(
            separator: "-",
            omittingEmptySubsequences: false
        )
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1])
        else { return }
        switch (first, last) {
        case (.none, .none): return
        case (.some(let first), .some(let last)) where last < first: return
        case (.some(let first), let last):
            let end = last.map { min($0, Int.max - 1) + 1 } ?? byteCount
            self = first < byteCount ? .part(first..<min(end, byteCount)) : .unsatisfiable
        case (.none, .some(let suffix)):
            let count = min(suffix, byteCount)
            self = count > 0 ? .part((byteCount - count)..<byteCount) : .unsatisfiable
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let end = text.utf8.reversed().drop { $0 == 0x20 || $0 == 0x09 }.startIndex.base
        return text[..<end].drop { $0 == " " || $0 == "\t" }
    }

    /// An inner nil for nothing at all, an outer one for anything else than digits.
    ///
    /// Numbers beyond all bounds are the largest there is.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .none }
        return .some(Int(text) ?? .max)
    }
}
