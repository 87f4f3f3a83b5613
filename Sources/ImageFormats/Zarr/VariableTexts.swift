import Codecs

/// Texts of any length, as the codec `vlen-utf8` has them: their number, and before each its length,
/// both in four bytes, the lowest first.
struct VariableTexts: Sendable {
    static let lengthBytes = 4
    static let codecName = "vlen-utf8"

    private let bytes: [UInt8]
    private let places: [Range<Int>]

    /// Takes a decoded chunk of so many texts.
    init(_ bytes: [UInt8], count: Int) throws(CodecError) {
        var rest = 0..<bytes.count
        let stated = try Self.length(bytes, &rest)
        guard stated == count else {
            throw Self.malformed("\(stated) texts in the place of \(count)")
        }
        guard count <= rest.count / Self.lengthBytes else {
            throw Self.malformed("\(rest.count) bytes for \(count) texts")
        }
        var places: [Range<Int>] = []
        places.reserveCapacity(count)
        for _ in 0..<count {
            let length = try Self.length(bytes, &rest)
            guard length <= rest.count else {
                throw Self.malformed("a text of \(length) bytes where \(rest.count) are left")
            }
            places.append(rest.lowerBound..<(rest.lowerBound + length))
            rest = (rest.lowerBound + length)..<rest.upperBound
        }
        guard rest.isEmpty else { throw Self.malformed("\(rest.count) bytes behind the last text") }
        self.bytes = bytes
        self.places = places
    }

    /// A single text.
    init(_ text: [UInt8]) {
        bytes = text
        places = [0..<text.count]
    }

    func text(_ index: Int) throws(CodecError) -> String {
        guard let text = String(validating: bytes[places[index]], as: UTF8.self) else {
            throw Self.malformed("a text that is no UTF-8")
        }
        return text
    }

    private static func length(
        _ bytes: [UInt8],
        _ rest: inout Range<Int>
    ) throws(CodecError) -> Int {
        guard rest.count >= lengthBytes else { throw malformed("a length that is cut off") }
        let place = rest.lowerBound
        rest = (place + lengthBytes)..<rest.upperBound
        return (0..<lengthBytes).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
    }

    private static func malformed(_ reason: String) -> CodecError {
        .malformed(codec: codecName, reason: reason)
    }
}
