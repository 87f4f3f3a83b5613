/// The picture of a user who gave none: a head and shoulders, drawn here.
enum DefaultAvatar {
    static let mediaType = "image/png"

    static let bytes = PlainPNG(
        palette: [(0xDD, 0xE3, 0xE9, 0xFF), (0x8A, 0x99, 0xA8, 0xFF)],
        rows: (0..<side).map { y in (0..<side).map { x in isPerson(x, y) ? 1 : 0 } }
    ).bytes

    private static let side = 64

    private static func isPerson(_ x: Int, _ y: Int) -> Bool {
        isInside(x, y, centerY: 24, radiusX: 12, radiusY: 13)
            || isInside(x, y, centerY: 62, radiusX: 24, radiusY: 20)
    }

    /// Whether the middle of a pixel lies in an ellipse on the middle line.
    private static func isInside(
        _ x: Int,
        _ y: Int,
        centerY: Double,
        radiusX: Double,
        radiusY: Double
    ) -> Bool {
        let across = (Double(x) + 0.5 - Double(side) / 2) / radiusX
        let down = (Double(y) + 0.5 - centerY) / radiusY
        return across * across + down * down <= 1
    }
}
