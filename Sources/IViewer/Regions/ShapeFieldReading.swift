import HTTP
import JSON
import Pixels

/// The members of a shape's document, each read as what it has to be; null is the same as absent.
struct ShapeFieldReading {
    private let document: JSONValue

    init(_ document: JSONValue) { self.document = document }

    private func value(_ name: String) -> JSONValue? {
        guard let value = document[name], value != .null else { return nil }
        return value
    }

    private func refusal(_ name: String, _ expected: String) -> Refusal {
        Refusal(.badRequest, "\(name) of a shape: expected \(expected)")
    }

    /// The kind of shape, without its schema.
    func type() throws(Refusal) -> String {
        guard let type = document["@type"]?.string, type.hasPrefix(ShapeReading.schema) else {
            throw refusal("@type", "a kind of OME's schema of 2016-06")
        }
        return String(type.dropFirst(ShapeReading.schema.count).prefix(ShapeReading.wordBytesMax))
    }

    func number(_ name: String) throws(Refusal) -> Double {
        guard let number = value(name)?.double, number.isFinite else {
            throw refusal(name, "a number")
        }
        return number
    }

    /// A length that is not below 0.
    func extent(_ name: String) throws(Refusal) -> Double {
        let number = try number(name)
        guard number >= 0 else { throw refusal(name, "a number from 0") }
        return number
    }

    /// A section, channel or time point from 0; nil for all.
    func index(_ name: String) throws(Refusal) -> Int? {
        guard let value = value(name) else { return nil }
        guard let index = value.integer, index >= 0 else {
            throw refusal(name, "a whole number from 0")
        }
        return index
    }

    /// Signed 32 bits, red in the highest byte.
    func color(_ name: String) throws(Refusal) -> Int? {
        guard let value = value(name) else { return nil }
        guard let color = value.integer, Int32(exactly: color) != nil else {
            throw refusal(name, "a signed number of 32 bits")
        }
        return color
    }

    func truth(_ name: String) throws(Refusal) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let truth = value.boolean else { throw refusal(name, "true or false") }
        return truth
    }

    func word(_ name: String) throws(Refusal) -> String? {
        try text(name, bytesMax: ShapeReading.wordBytesMax)
    }

    func text(_ name: String, bytesMax: Int) throws(Refusal) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string, text.utf8.count <= bytesMax else {
            throw refusal(name, "a text of at most \(bytesMax) bytes")
        }
        return text
    }

    /// A number with OMERO's name of its unit.
    func length(_ name: String) throws(Refusal) -> ShapeStyle.Measure? {
        guard let value = value(name) else { return nil }
        guard let number = value["Value"]?.double, number.isFinite, number >= 0,
            let unit = value["Unit"]?.string, Self.isUnit(unit)
        else { throw refusal(name, "a length with its Value and Unit") }
        return ShapeStyle.Measure(number, unit: unit)
    }

    private static func isUnit(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") }
    }

    func markers() throws(Refusal) -> Shape.Markers {
        Shape.Markers(start: try word("MarkerStart"), end: try word("MarkerEnd"))
    }

    /// The text that was sent, when it has corners in it.
    func points() throws(Refusal) -> String {
        guard let text = value("Points")?.string, ShapePoints.parse(text) != nil else {
            throw refusal("Points", "at most \(ShapePoints.countMax) points such as 1,2 3,4")
        }
        return text
    }

    func transform(_ name: String) throws(Refusal) -> AffineTransform? {
        guard let value = value(name) else { return nil }
        let columns = ["A00", "A10", "A01", "A11", "A02", "A12"].compactMap {
            value[$0]?.double
        }
        guard let transform = AffineTransform(columns: columns), columns.allSatisfy(\.isFinite)
        else { throw refusal(name, "a matrix of A00, A10, A01, A11, A02 and A12") }
        return transform
    }
}
