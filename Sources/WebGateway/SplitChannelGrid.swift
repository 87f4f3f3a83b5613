import JSON
import Pixels
import Rendering

/// The size of split-channel pictures in both models, as viewers read it.
struct SplitChannelGrid {
    private let dimensions: Dimensions

    init(_ dimensions: Dimensions) { self.dimensions = dimensions }

    var json: JSONValue { ["g": grid(.greyscale), "c": grid(.color)] }

    private func grid(_ model: RenderingModel) -> JSONValue {
        let panel = PixelSize(width: dimensions.x, height: dimensions.y)
        let grid = PanelGrid(channels: dimensions.c, of: panel, model)
        return [
            "width": .integer(grid.size.width),
            "height": .integer(grid.size.height),
            "border": .integer(PanelGrid.borderPixels),
            "gridx": .integer(grid.columns),
            "gridy": .integer(grid.rows),
        ]
    }
}
