/// The parameters of a query, decoded, in the order they were sent.
package struct QueryParameters: Sendable, Equatable {
    package private(set) var pairs: [Pair] = []

    package struct Pair: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// Most parameters a query may have.
    package static let countMax = 1000

    package init() {}

    /// Nil query means none; malformed escapes are refused with the offending text.
    package init(query: String?) throws(QueryError) {
        guard let query else { return }
        let utf8 = query.utf8
        let bytes = utf8.span
        var start = 0
        while start < bytes.count {
            let rest = start..<bytes.count
            let end = bytes.firstIndex(of: UInt8(ascii: "&"), in: rest) ?? bytes.count
            if end > start { try add(bytes, start..<end) }
            start = end + 1
        }
    }

    private mutating func add(_ bytes: Span<UInt8>, _ part: Range<Int>) throws(QueryError) {
        guard pairs.count < Self.countMax else { throw .tooMany(limit: Self.countMax) }
        let mark = bytes.firstIndex(of: UInt8(ascii: "="), in: part)
        let name = part.lowerBound..<(mark ?? part.upperBound)
        let value = (mark.map { $0 + 1 } ?? part.upperBound)..<part.upperBound
        guard let name = PercentCoding.decode(bytes, name, plusIsBlank: true),
            let value = PercentCoding.decode(bytes, value, plusIsBlank: true)
        else { throw .malformedEscape(bytes.text(in: part) ?? "") }
        pairs.append(Pair(name: name, value: value))
    }

    /// The value of the first parameter of that name; nil when absent.
    package func first(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    package func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }
}

/// Why a query is refused.
package enum QueryError: Error, Equatable, CustomStringConvertible {
    case malformedEscape(String)
    case tooMany(limit: Int)

    package var description: String {
        switch self {
        case .malformedEscape(let text): "malformed escape in the query: \(text)"
        case .tooMany(let limit): "more than \(limit) parameters in the query"
        }
    }
}
