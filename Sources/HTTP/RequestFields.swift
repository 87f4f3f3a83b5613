/// The header fields of a request, as ranges into the bytes that were received.
package struct RequestFields: Sendable {
    /// Where one field lies in the head.
    struct Place: Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32
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
            places.append(
                Place(
                    nameStart: UInt32(nameStart),
                    nameEnd: UInt32(valueStart),
                    valueStart: UInt32(valueStart),
                    valueEnd: UInt32(bytes.count)
                )
            )
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
        places.filter { matches($0, name) }.map(value)
    }

    func value(_ place: Place) -> String {
        String(decoding: bytes[Int(place.valueStart)..<Int(place.valueEnd)], as: UTF8.self)
    }

    private func matches(_ place: Place, _ name: String) -> Bool {
        let wanted = name.utf8
        guard Int(place.nameEnd - place.nameStart) == wanted.count else { return false }
        var index = Int(place.nameStart)
        for byte in wanted {
            if bytes[index].lowercasedASCII != byte.lowercasedASCII { return false }
            index += 1
        }
        return true
    }
}

extension UInt8 {
    /// The small letter of a capital one; any other byte as it is.
    var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
