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
        guard let query, !query.isEmpty else { return }
        for part in query.split(separator: "&") {
            guard pairs.count < Self.countMax else { throw .tooMany(limit: Self.countMax) }
            let mark = part.firstIndex(of: "=")
            let name = part[..<(mark ?? part.endIndex)]
            let value = mark.map { part[part.index(after: $0)...] } ?? ""
            guard let decodedName = PercentCoding.decode(name, plusIsBlank: true),
                let decodedValue = PercentCoding.decode(value, plusIsBlank: true)
            else { throw .malformedEscape(String(part)) }
            pairs.append(Pair(name: decodedName, value: decodedValue))
        }
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
