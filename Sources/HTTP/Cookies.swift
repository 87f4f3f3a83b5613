extension Request {
    /// The value of the first cookie of that name (RFC 6265 §5.4); nil when there is none.
    package func cookie(_ name: String) -> String? {
        let bytes = fields.bytes.span
        for place in fields.places("Cookie") {
            var start = place.value.lowerBound
            while start < place.value.upperBound {
                let rest = start..<place.value.upperBound
                let end = bytes.firstIndex(of: UInt8(ascii: ";"), in: rest) ?? rest.upperBound
                if let value = bytes.cookieValue(in: bytes.trimmed(start..<end), name) {
                    return value
                }
                start = end + 1
            }
        }
        return nil
    }
}

extension Span<UInt8> {
    /// The value of a pair if it has that name.
    fileprivate func cookieValue(in pair: Range<Int>, _ name: String) -> String? {
        guard let mark = firstIndex(of: UInt8(ascii: "="), in: pair),
            isText(name, in: pair.lowerBound..<mark)
        else { return nil }
        return text(in: (mark + 1)..<pair.upperBound)
    }
}
