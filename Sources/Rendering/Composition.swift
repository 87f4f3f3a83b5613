import Pixels

/// From the intensities of the drawn channels to the colours of a picture.
struct Composition {
    /// One channel's intensities, and the colour that 255 becomes.
    struct Layer {
        let intensities: [UInt8]
        let color: RGBAColor
    }

    let count: Int
    private(set) var layers: [Layer] = []

    init(count: Int) { self.count = count }

    mutating func add(_ intensities: [UInt8], _ color: RGBAColor) {
        precondition(intensities.count == count)
        layers.append(Layer(intensities: intensities, color: color))
    }

    /// Black where no channel is drawn.
    func pixels() -> [UInt32] {
        let black = [UInt8](repeating: 0, count: layers.isEmpty ? count : 0)
        let red = layers.isEmpty ? black : plane(\.red)
        let green = layers.isEmpty ? black : plane(\.green)
        let blue = layers.isEmpty ? black : plane(\.blue)
        var pixels = [UInt32](repeating: 0, count: count)
        var target = pixels.mutableSpan
        Self.interleave(red.span, green.span, blue.span, &target)
        return pixels
    }

    /// One component of all layers, added up and held at 255.
    private func plane(_ component: KeyPath<RGBAColor, UInt8>) -> [UInt8] {
        var plane: [UInt8]?
        for layer in layers {
            let strength = Self.strength(layer.color, component)
            if strength == 0 { continue }
            guard var sum = plane else {
                plane = strength == 255 ? layer.intensities : scaled(layer.intensities, strength)
                continue
            }
            plane = nil
            var target = sum.mutableSpan
            Self.add(layer.intensities.span, strength, &target)
            plane = sum
        }
        return plane ?? [UInt8](repeating: 0, count: count)
    }

    /// What intensity 255 adds to a component; transparency weakens it.
    private static func strength(
        _ color: RGBAColor,
        _ component: KeyPath<RGBAColor, UInt8>
    ) -> UInt32 {
        UInt32(color[keyPath: component]) * UInt32(color.alpha) / 255
    }

    private func scaled(_ intensities: [UInt8], _ strength: UInt32) -> [UInt8] {
        var plane = [UInt8](repeating: 0, count: count)
        var target = plane.mutableSpan
        Self.add(intensities.span, strength, &target)
        return plane
    }

    private static func add(
        _ source: Span<UInt8>,
        _ strength: UInt32,
        _ target: inout MutableSpan<UInt8>
    ) {
        let count = target.count
        precondition(source.count == count)
        for index in 0..<count {
            let product = UInt32(source[index]) &* strength
            // Exactly product / 255 for products of two bytes.
            let share = (product &+ 1 &+ (product &>> 8)) &>> 8
            target[index] = UInt8(truncatingIfNeeded: min(UInt32(target[index]) &+ share, 255))
        }
    }

    private static func interleave(
        _ red: Span<UInt8>,
        _ green: Span<UInt8>,
        _ blue: Span<UInt8>,
        _ target: inout MutableSpan<UInt32>
    ) {
        let count = target.count
        precondition(red.count == count && green.count == count && blue.count == count)
        for index in 0..<count {
            target[index] =
                UInt32(red[index]) | UInt32(green[index]) &<< 8 | UInt32(blue[index]) &<< 16
        }
    }
}
