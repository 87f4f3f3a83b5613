package import Pixels

/// The parameters that choose a part of a plane: `tile=LEVEL,COL,ROW[,W,H]` or `region=X,Y,W,H`.
package enum RegionQuery {
    /// Longest edge of a tile that a query may ask for; longer ones are cut to it.
    package static let tileEdgeMax = 1024

    /// The rectangle asked for, cut off at the right and bottom edge of its level.
    ///
    /// Tiles are counted in the coordinates of their level; regions are always of the full image.
    /// The tile wins when both are given, and an empty parameter counts as absent.
    package static func parse(
        tile: String?,
        region: String?,
        levels: [PixelSize],
        tileSize: (Int) -> PixelSize,
        tileEdgeMax: Int = RegionQuery.tileEdgeMax
    ) throws(RegionError) -> (level: Int, region: Region) {
        if let tile, !tile.isEmpty {
            let request = try TileRequest(tile)
            try request.requireLevel(count: levels.count)
            let size = request.size(default: tileSize(request.level), edgeMax: tileEdgeMax)
            let region = try request.region(size: size)
            return (request.level, try cut(region, to: levels[request.level]))
        }
        guard let region, !region.isEmpty else { throw .argumentMissing }
        guard let numbers = integers(region), numbers.count >= 4 else {
            throw .malformedRegion(region)
        }
        let whole = Region(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        return (0, try cut(whole, to: levels[0]))
    }

    private static func cut(_ region: Region, to size: PixelSize) throws(RegionError) -> Region {
        guard (0..<size.width).contains(region.x), (0..<size.height).contains(region.y),
            region.width > 0, region.height > 0
        else { throw .outside }
        var cut = region
        cut.width = min(region.width, size.width - region.x)
        cut.height = min(region.height, size.height - region.y)
        return cut
    }

    /// Nil when one of them is not a whole number.
    fileprivate static func integers(_ text: String) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(QueryNumber.integer)
        return numbers.count == parts.count ? numbers : nil
    }
}

private struct TileRequest {
    /// 0 is the full image.
    let level: Int
    private let column: Int
    private let row: Int
    private let width: Int?
    private let height: Int?

    init(_ text: String) throws(RegionError) {
        guard let numbers = RegionQuery.integers(text), numbers.count >= 3 else {
            throw .malformedTile(text)
        }
        level = numbers[0]
        column = numbers[1]
        row = numbers[2]
        // A width without a height is ignored.
        width = numbers.count > 4 ? numbers[3] : nil
        height = numbers.count > 4 ? numbers[4] : nil
    }

    func requireLevel(count: Int) throws(RegionError) {
        guard level >= 0 else { throw .negativeLevel(level) }
        guard level > 0 else { return }
        guard count > 1 else { throw .noPyramid(level: level) }
        guard level < count else { throw .levelBeyond(level, last: count - 1) }
    }

    func size(default size: PixelSize, edgeMax: Int) -> PixelSize {
        PixelSize(
            width: edge(width, default: size.width, edgeMax),
            height: edge(height, default: size.height, edgeMax)
        )
    }

    private func edge(_ asked: Int?, default edge: Int, _ edgeMax: Int) -> Int {
        guard let asked, asked > 0 else { return edge }
        return min(asked, edgeMax)
    }

    func region(size: PixelSize) throws(RegionError) -> Region {
        let (x, isFarRight) = column.multipliedReportingOverflow(by: size.width)
        let (y, isFarDown) = row.multipliedReportingOverflow(by: size.height)
        guard !isFarRight, !isFarDown else { throw .outside }
        return Region(x: x, y: y, width: size.width, height: size.height)
    }
}
