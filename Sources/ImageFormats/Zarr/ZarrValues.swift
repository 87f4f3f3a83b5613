import Pixels

/// Elements of one kind behind one another, as wide as a column of a table has them.
package enum ZarrValues: Sendable, Equatable {
    case longs([Int])
    case doubles([Double])
    case booleans([Bool])
    case texts([String])

    package enum Kind: Sendable, Equatable {
        case long, double, boolean, text

        /// What values become of which some are missing: whole numbers numbers, truths texts.
        var withMissing: Kind {
            switch self {
            case .long, .double: .double
            case .boolean, .text: .text
            }
        }
    }

    init(_ kind: Kind) {
        switch kind {
        case .long: self = .longs([])
        case .double: self = .doubles([])
        case .boolean: self = .booleans([])
        case .text: self = .texts([])
        }
    }

    package var kind: Kind {
        switch self {
        case .longs: .long
        case .doubles: .double
        case .booleans: .boolean
        case .texts: .text
        }
    }

    package var count: Int {
        switch self {
        case .longs(let values): values.count
        case .doubles(let values): values.count
        case .booleans(let values): values.count
        case .texts(let values): values.count
        }
    }

    /// Puts others of the same kind behind these, which are emptied meanwhile so that none is copied.
    mutating func append(_ other: ZarrValues) {
        let own = self
        self = ZarrValues(kind)
        switch (own, other) {
        case (.longs(var values), .longs(let more)):
            values += more
            self = .longs(values)
        case (.doubles(var values), .doubles(let more)):
            values += more
            self = .doubles(values)
        case (.booleans(var values), .booleans(let more)):
            values += more
            self = .booleans(values)
        case (.texts(var values), .texts(let more)):
            values += more
            self = .texts(values)
        default: preconditionFailure("elements of another kind")
        }
    }

    /// The values at some places; a missing one is no number, or no text.
    func picked(_ places: [Int?], hasMissing: Bool) -> ZarrValues {
        switch self {
        case .longs(let values):
            hasMissing
                ? .doubles(places.map { $0.map { Double(values[$0]) } ?? .nan })
                : .longs(places.compactMap { $0.map { values[$0] } })
        case .doubles(let values): .doubles(places.map { $0.map { values[$0] } ?? .nan })
        case .booleans(let values):
            hasMissing
                ? .texts(places.map { $0.map { values[$0] ? "True" : "False" } ?? "" })
                : .booleans(places.compactMap { $0.map { values[$0] } })
        case .texts(let values): .texts(places.map { $0.map { values[$0] } ?? "" })
        }
    }
}

extension ZarrElement {
    /// What its elements are in a column of a table.
    var kind: ZarrValues.Kind {
        switch self {
        case .sample(.bit): .boolean
        case .sample(let type): type.isFloatingPoint ? .double : .long
        case .int64, .uint64: .long
        case .text: .text
        }
    }
}
