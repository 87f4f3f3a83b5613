/// The corners of a polygon or polyline, from OME's text: `1,2 3,4`.
package enum ShapePoints {
    /// Corners of one shape.
    package static let countMax = 1 << 16

    /// Nil when a number is none or not finite, one lacks its partner, or there are more than
    /// `countMax` points.
    package static func parse(_ text: String) -> [(x: Double, y: Double)]? {
        var numbers: [Double] = []
        for part in text.utf8.split(whereSeparator: { $0 <= 0x20 || $0 == 0x2C }) {
            guard numbers.count < 2 * countMax,
                let number = Double(String(decoding: part, as: UTF8.self)),
                number.isFinite
            else { return nil }
            numbers.append(number)
        }
        guard !numbers.isEmpty, numbers.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
    }
}
