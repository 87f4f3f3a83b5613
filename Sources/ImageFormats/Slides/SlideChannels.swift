/// The pixels of one rectangle, taken apart.
struct SlideChannels: Sendable {
    private let red: [UInt8]
    private let green: [UInt8]
    private let blue: [UInt8]

    var byteCount: Int { red.count * 3 }

    /// Red, green or blue: 0, 1 or 2.
    subscript(channel: Int) -> [UInt8] { channel == 0 ? red : channel == 1 ? green : blue }

    /// Takes pixels with alpha in the highest byte and colours multiplied by it.
    ///
    /// - Parameters:
    ///   - background: the colour of pixels that were not scanned, red in the highest of three bytes.
    init(_ pixels: [UInt32], background: UInt32) {
        var red = [UInt8](repeating: 0, count: pixels.count)
        var (green, blue) = (red, red)
        for index in pixels.indices {
            let color = Self.opaque(pixels[index], background)
            red[index] = UInt8(truncatingIfNeeded: color >> 16)
            green[index] = UInt8(truncatingIfNeeded: color >> 8)
            blue[index] = UInt8(truncatingIfNeeded: color)
        }
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    private static func opaque(_ pixel: UInt32, _ background: UInt32) -> UInt32 {
        let alpha = pixel >> 24
        if alpha == 255 { return pixel }
        if alpha == 0 { return background }
        func divided(_ shift: UInt32) -> UInt32 {
            min(((pixel >> shift & 0xFF) * 255 + alpha / 2) / alpha, 255) << shift
        }
        return divided(16) | divided(8) | divided(0)
    }
}
