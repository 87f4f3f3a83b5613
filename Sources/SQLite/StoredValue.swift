/// A value as SQLite stores it.
package enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A type that statements take as a parameter and that rows give back.
package protocol Storable: Sendable {
    var stored: StoredValue { get }
    /// Nil when the value is of another type.
    init?(stored: StoredValue)
}

extension Int: Storable {
    package var stored: StoredValue { .integer(Int64(self)) }

    package init?(stored: StoredValue) {
        guard case .integer(let number) = stored else { return nil }
        self.init(number)
    }
}

extension Int64: Storable {
    package var stored: StoredValue { .integer(self) }

    package init?(stored: StoredValue) {
        guard case .integer(let number) = stored else { return nil }
        self = number
    }
}

/// SQLite has no unsigned numbers: the same bits are stored as a signed one.
extension UInt64: Storable {
    package var stored: StoredValue { .integer(Int64(bitPattern: self)) }

    package init?(stored: StoredValue) {
        guard case .integer(let number) = stored else { return nil }
        self.init(bitPattern: number)
    }
}

extension Bool: Storable {
    package var stored: StoredValue { .integer(self ? 1 : 0) }

    package init?(stored: StoredValue) {
        guard case .integer(let number) = stored, number == 0 || number == 1 else { return nil }
        self = number == 1
    }
}

/// SQLite stores what is not a number as null, so NaN does not come back.
extension Double: Storable {
    package var stored: StoredValue { .real(self) }

    package init?(stored: StoredValue) {
        switch stored {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        case .null, .text, .blob: return nil
        }
    }
}

extension String: Storable {
    package var stored: StoredValue { .text(self) }

    package init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }
}

extension [UInt8]: Storable {
    package var stored: StoredValue { .blob(self) }

    package init?(stored: StoredValue) {
        guard case .blob(let bytes) = stored else { return nil }
        self = bytes
    }
}

extension Optional: Storable where Wrapped: Storable {
    package var stored: StoredValue { self?.stored ?? .null }

    package init?(stored: StoredValue) {
        if stored == .null {
            self = nil
        } else if let value = Wrapped(stored: stored) {
            self = value
        } else {
            return nil
        }
    }
}
