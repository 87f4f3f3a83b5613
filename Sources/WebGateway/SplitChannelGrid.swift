import HTTP
import JSON
import Pixels

/// How many panels a split-channel picture has and how large it is, in both models.
struct SplitChannelGrid {
    private let dimensions: Dimensions
    private static let borderPixels = 2

    init(_ dimensions: Dimensions) { self.dimensions = dimensions }

    /// In colour one panel more shows all channels together.
    var json: JSONValue {
        ["g": grid(panels: dimensions.c), "c": grid(panels: dimensions.c + 1)]
    }

    private func grid(panels: Int) -> JSONValue {
        let root = Double(panels).squareRoot()
        let rows = max(1, Int(root.rounded()))
        let columns = root > Double(rows) ? rows + 1 : rows
        let border = Self.borderPixels
        return [
            "width": .integer(dimensions.x * columns + border * (columns + 1)),
            "height": .integer(dimensions.y * rows + border * (rows + 1)),
            "border": .integer(border),
            "gridx": .integer(columns),
            "gridy": .integer(rows),
        ]
    }
}
