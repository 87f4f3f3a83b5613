import Vectors

/// Divides the pixels along one edge among fewer, or more, parts of the same length.
struct Cuts {
    /// Parts this many pixels long begin and end between pixels; borders hardly show in them.
    private static let wholePixelsFrom = 4
    /// Otherwise they begin and end at sixteenths of a pixel.
    private static let fractions = 16

    /// Weight of a pixel that lies within a part whole.
    let unit: Int
    let parts: [Part]
    /// Whether each pixel belongs to one part, and counts once.
    let areWhole: Bool
    /// The weight of each part.
    let weights: [Double]
    let vectorParts: VectorParts

    struct Part {
        /// The first pixel, and the one after the last.
        let start: Int
        let end: Int
        let startWeight: Int
        let endWeight: Int
        /// Of all pixels together.
        let weight: Int
    }

    init(from length: Int, to count: Int) {
        // A part that is shorter than a pixel takes the pixel it begins in.
        let isGrowing = count > length
        let unit = isGrowing || length / count >= Self.wholePixelsFrom ? 1 : Self.fractions
        let parts = (0..<count).map { index in
            let from = index * length * unit / count
            let to = isGrowing ? from + 1 : (index + 1) * length * unit / count
            return Part(from: from, to: to, unit: unit)
        }
        self.unit = unit
        areWhole = unit == 1 && !isGrowing
        self.parts = parts
        weights = parts.map { Double($0.weight) }
        vectorParts = VectorParts(
            rowCount: length,
            unit: unit,
            parts: parts.map { ($0.start, $0.end, $0.startWeight, $0.endWeight) }
        )
    }

    func weight(of pixel: Int, in part: Part) -> Int {
        if pixel == part.start { return part.startWeight }
        return pixel == part.end - 1 ? part.endWeight : unit
    }
}

extension Cuts.Part {
    /// - Parameters: the borders in parts of a pixel, of which a pixel has `unit`.
    fileprivate init(from: Int, to: Int, unit: Int) {
        start = from / unit
        end = (to + unit - 1) / unit
        startWeight = min((start + 1) * unit, to) - from
        endWeight = to - max((end - 1) * unit, from)
        weight = to - from
    }
}
