import Pixels

/// A plane of brightness on which cells and tissue are drawn before noise and quantisation.
struct Canvas {
    let width: Int
    let height: Int
    private(set) var values: [Float]

    init(width: Int, height: Int, background: Float = 0) {
        self.width = width
        self.height = height
        values = [Float](repeating: background, count: width * height)
    }

    /// A spot: an ellipse whose brightness falls off towards its edge.
    struct Spot {
        var x: Float
        var y: Float
        var radiusX: Float
        var radiusY: Float
        /// A unit vector along the first radius.
        var direction: (Float, Float) = (1, 0)
        /// Small for a sharp edge, 1 for a dome.
        var softness: Float = 1
        var brightness: Float
    }

    mutating func add(_ spot: Spot) {
        let reach = max(spot.radiusX, spot.radiusY) + 1
        let rows = clamped(spot.y - reach, spot.y + reach, height)
        let columns = clamped(spot.x - reach, spot.x + reach, width)
        let (cosine, sine) = spot.direction
        for y in rows {
            let dy = Float(y) - spot.y
            for x in columns {
                let dx = Float(x) - spot.x
                let u = (dx * cosine + dy * sine) / spot.radiusX
                let v = (dy * cosine - dx * sine) / spot.radiusY
                let inside = (1 - u * u - v * v) / spot.softness
                if inside > 0 {
                    values[y * width + x] += spot.brightness * min(inside, 1)
                }
            }
        }
    }

    private func clamped(_ low: Float, _ high: Float, _ count: Int) -> Range<Int> {
        let start = min(max(0, Int(low)), count)
        return start..<min(max(start, Int(high) + 1), count)
    }

    /// A thread that wanders from a point: overlapping small spots along its way.
    mutating func addFilament(
        from start: (Float, Float),
        direction: (Float, Float),
        length: Int,
        thickness: Float,
        brightness: Float,
        _ random: inout SampleRandom
    ) {
        var (x, y) = start
        var heading = direction
        for _ in 0..<length {
            let radius = thickness
            add(Spot(x: x, y: y, radiusX: radius, radiusY: radius, brightness: brightness))
            x += heading.0
            y += heading.1
            let bend = (random.unit() - 0.5) * 0.3
            heading = normalised((heading.0 - bend * heading.1, heading.1 + bend * heading.0))
        }
    }

    /// Makes the edges darker, as lenses do; `strength` is what the corners lose.
    mutating func vignette(_ strength: Float) {
        let (centreX, centreY) = (Float(width) / 2, Float(height) / 2)
        let scale = strength / (centreX * centreX + centreY * centreY)
        for y in 0..<height {
            let dy = Float(y) - centreY
            for x in 0..<width {
                let dx = Float(x) - centreX
                values[y * width + x] *= 1 - (dx * dx + dy * dy) * scale
            }
        }
    }

    /// Samples with an offset, shot noise that grows with the square root, and read noise.
    func sampled(
        offset: Float,
        shotNoise: Float,
        readNoise: Float,
        max: Float,
        _ random: inout SampleRandom
    ) -> [Float] {
        var output = values
        for index in output.indices {
            let value = Swift.max(output[index], 0)
            let sigma = readNoise + shotNoise * value.squareRoot()
            output[index] = min(Swift.max(value + offset + random.bell() * sigma, 0), max)
        }
        return output
    }
}

func normalised(_ vector: (Float, Float)) -> (Float, Float) {
    let length = (vector.0 * vector.0 + vector.1 * vector.1).squareRoot()
    return length > 0 ? (vector.0 / length, vector.1 / length) : (1, 0)
}

/// Random numbers that are the same in every run (SplitMix64).
struct SampleRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// From 0 to below 1.
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

    mutating func direction() -> (Float, Float) {
        normalised((unit() - 0.5, unit() - 0.5))
    }

    /// Around 0 with a deviation of about 1: four uniform numbers from one word.
    mutating func bell() -> Float {
        let word = next()
        let sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + word >> 48
        return (Float(sum) - 131_070) / 37_837
    }
}
