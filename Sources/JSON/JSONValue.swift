/// A JSON document as a value (RFC 8259): members keep their order, numbers the digits they came in.
package enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case number(digits: String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package static func integer(_ number: Int) -> JSONValue { .number(digits: "\(number)") }

    /// Infinite and undefined numbers are null, since JSON has none.
    package static func number(_ number: Double) -> JSONValue {
        number.isFinite ? .number(digits: "\(number)") : .null
    }
}

extension JSONValue {
    /// The first member of an object with that name; nil also when this is none.
    package subscript(name: String) -> JSONValue? { members?.first { $0.name == name }?.value }

    package var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    package var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var boolean: Bool? {
        if case .boolean(let truth) = self { truth } else { nil }
    }

    /// A number written without fraction and exponent.
    package var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    package var double: Double? {
        if case .number(let digits) = self { Double(digits) } else { nil }
    }
}

extension JSONValue: Equatable {
    /// Equal when they mean the same: the order of an object's members does not count.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)):
            left.count == right.count && left.allSatisfy(right.contains)
        default: false
        }
    }
}

/// There is no literal for null: `nil` would mean it wherever an optional value is expected.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral text: String) { self = .string(text) }
    package init(integerLiteral number: Int) { self = .integer(number) }
    package init(booleanLiteral truth: Bool) { self = .boolean(truth) }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map(Member.init))
    }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue {
    /// A number where there is one, else null.
    package init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }

    package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

    package init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }
}
