import Repository

/// How the grid of a plate begins and ends.
package enum PlateLayout: String, Sendable {
    /// As large as the smallest plate that is sold and has all wells: 8 × 12, or twice as many.
    case expand
    /// From the first row and column to the last well.
    case trim
    /// From the first well as well.
    case shrink

    /// Rows and columns of one grid; the largest plate has 32 × 48.
    static let sideMax = 512

    private static let rowsOfSmallest = 8
    private static let columnsOfSmallest = 12

    /// The rows and columns of a grid for wells at some places, all from 0; nil when it is too large.
    func grid(of wells: [WellRecord]) -> (rows: Range<Int>, columns: Range<Int>)? {
        let (rows, columns) = (wells.map(\.row), wells.map(\.column))
        var ends = (rows: (rows.max() ?? -1) + 1, columns: (columns.max() ?? -1) + 1)
        guard ends.rows <= Self.sideMax, ends.columns <= Self.sideMax else { return nil }
        switch self {
        case .trim: return (0..<ends.rows, 0..<ends.columns)
        case .shrink:
            return ((rows.min() ?? 0)..<ends.rows, (columns.min() ?? 0)..<ends.columns)
        case .expand:
            var scale = 1
            while ends.rows > Self.rowsOfSmallest * scale
                || ends.columns > Self.columnsOfSmallest * scale
            { scale *= 2 }
            ends = (Self.rowsOfSmallest * scale, Self.columnsOfSmallest * scale)
            return (0..<ends.rows, 0..<ends.columns)
        }
    }
}
