package import Pixels

/// How the panels of a split-channel picture are laid out: as near to a square as OMERO has it.
package struct PanelGrid: Hashable, Sendable {
    package static let borderPixels = 2

    package let columns: Int
    package let rows: Int
    /// Of one panel.
    package let panel: PixelSize

    package init(panels: Int, of panel: PixelSize) {
        let root = Double(panels).squareRoot()
        rows = max(1, Int(root.rounded()))
        columns = root > Double(rows) ? rows + 1 : rows
        self.panel = panel
    }

    /// In colour one panel more shows all channels together.
    package init(channels: Int, of panel: PixelSize, _ model: RenderingModel) {
        self.init(panels: model == .color ? channels + 1 : channels, of: panel)
    }

    /// The whole picture, with a border around each panel.
    package var size: PixelSize {
        PixelSize(
            width: panel.width * columns + Self.borderPixels * (columns + 1),
            height: panel.height * rows + Self.borderPixels * (rows + 1)
        )
    }

    /// Where a panel's first pixel is; panels are counted row by row.
    func origin(of index: Int) -> (x: Int, y: Int) {
        let border = Self.borderPixels
        return (
            border + index % columns * (panel.width + border),
            border + index / columns * (panel.height + border)
        )
    }
}
