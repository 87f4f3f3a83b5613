/// The header fields of a request, as ranges into the bytes that were received.
package struct RequestFields: Sendable {
    /// Where one field lies in the head.
    struct Place: Sendable {
        private var nameStart: UInt32
        private var nameEnd: UInt32
        private var valueStart: UInt32
        private var valueEnd: UInt32

        init(name: Range<Int>, value: Range<Int>) {
            nameStart = UInt32(name.lowerBound)
            nameEnd = UInt32(name.upperBound)
            valueStart = UInt32(value.lowerBound)
            valueEnd = UInt32(value.upperBound)
        }

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }

    /// The whole head as it was received.
    var bytes: [UInt8] = []
    var places: [Place] = []

    package init() {}

    /// Fields made by hand, for tests and internal requests.
    package init(_ fields: [(name: String, value: String)]) {
        for (name, value) in fields {
            let nameStart = bytes.count
            bytes.append(contentsOf: name.utf8)
            let valueStart = bytes.count
            bytes.append(contentsOf: value.utf8)
            places.append(Place(name: nameStart..<valueStart, value: valueStart..<bytes.count))
        }
    }

    package var count: Int { places.count }

    /// The value of the first field of that name, in any case; nil when absent.
    package subscript(_ name: String) -> String? {
        for place in places where matches(place, name) { return value(place) }
        return nil
    }

    /// The values of all fields of that name, in order.
    package func values(_ name: String) -> [String] {
        places(name).map(value)
    }

    /// Where the values of all fields of that name lie, in order.
    func places(_ name: String) -> [Place] { places.filter { matches($0, name) } }

    /// Bytes that are no UTF-8 are shown as U+FFFD; no such value equals one that was meant.
    private func value(_ place: Place) -> String {
        String(decoding: bytes[place.value], as: UTF8.self)
    }

    private func matches(_ place: Place, _ name: String) -> Bool {
        let utf8 = name.utf8
        let wanted = utf8.span
        let range = place.name
        guard range.count == wanted.count else { return false }
        for index in 0..<wanted.count
        where bytes[range.lowerBound + index].lowercasedASCII != wanted[index].lowercasedASCII {
            return false
        }
        return true
    }
}
