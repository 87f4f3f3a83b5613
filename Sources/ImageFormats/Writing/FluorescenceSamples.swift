import Pixels

/// Fluorescence microscopy: labelled cells in sections and in time.
enum FluorescenceSamples {
    struct Cell {
        var x: Float
        var y: Float
        var z: Float
        var radius: Float
        var direction: (Float, Float)
        var brightness: Float
    }

    /// Cells that keep a distance from each other.
    static func cells(_ count: Int, edge: Float, _ random: inout SampleRandom) -> [Cell] {
        var cells: [Cell] = []
        for _ in 0..<(count * 20) where cells.count < count {
            let cell = Cell(
                x: random.between(0, edge),
                y: random.between(0, edge),
                z: random.between(1, 3.5),
                radius: random.between(17, 24),
                direction: random.direction(),
                brightness: random.between(0.7, 1.2)
            )
            let isFree = cells.allSatisfy {
                let (dx, dy) = ($0.x - cell.x, $0.y - cell.y)
                return dx * dx + dy * dy > 60 * 60
            }
            if isFree { cells.append(cell) }
        }
        return cells
    }

    static func channel(
        _ name: String,
        _ emission: Double,
        _ excitation: Double,
        _ color: RGBAColor
    ) -> ChannelMetadata {
        ChannelMetadata(
            name: name,
            emissionWavelengthNanometres: emission,
            excitationWavelengthNanometres: excitation,
            color: color
        )
    }
}
