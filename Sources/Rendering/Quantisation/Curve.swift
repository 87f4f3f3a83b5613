import Codecs
import Pixels

/// From a sample's place in its window, 0 to 255, to its grey level: OMERO's quantum maps.
struct Curve: Hashable {
    private let family: Family
    private let coefficient: Double
    private let atStart: Double
    /// Grey levels a unit of the family's function: its values are stretched to 0...255.
    private let scale: Double

    /// - Parameter coefficient: above 0; the linear family has no use for it.
    init(_ family: Family, coefficient: Double) {
        self.family = family
        self.coefficient = family == .linear || family == .logarithmic ? 1 : coefficient
        atStart = Self.value(family, coefficient, 0)
        // Exponentials of large coefficients overflow; then everything inside the window is black.
        scale = 255 / (Self.value(family, coefficient, 255) - atStart)
    }

    func level(_ place: Double) -> UInt8 {
        let level = scale * (Self.value(family, coefficient, place) - atStart)
        // Infinity times nothing is not a number, and black as well.
        guard level > 0 else { return 0 }
        return UInt8(min(level + 0.5, 255))
    }

    private static func value(_ family: Family, _ coefficient: Double, _ place: Double) -> Double {
        switch family {
        case .linear: place
        case .polynomial: RealFunctions.power(place, coefficient)
        case .exponential: RealFunctions.exponential(RealFunctions.power(place, coefficient))
        case .logarithmic: place > 0 ? RealFunctions.logarithm(place) : 0
        }
    }
}
