import Pixels

/// A region cut into bands of whole tile rows, so that reading it takes little memory at a time.
struct Bands: Sequence {
    /// Pixels of a band, unless one row of tiles has more.
    static let pixelsMax = 1 << 16

    private let region: Region
    private let tileHeight: Int

    init(_ region: Region, tileHeight: Int) {
        self.region = region
        self.tileHeight = Swift.max(tileHeight, 1)
    }

    /// The bands of a whole level.
    init(of source: any PixelSource, level: Int) {
        let size = source.levels[level]
        self.init(
            Region(x: 0, y: 0, width: size.width, height: size.height),
            tileHeight: source.tileSize(level: level).height
        )
    }

    func makeIterator() -> AnyIterator<Region> {
        let fitting = Self.pixelsMax / Swift.max(region.width, 1)
        let step = Swift.max(fitting / tileHeight, 1) * tileHeight
        let end = region.y + region.height
        var y = region.y
        return AnyIterator {
            guard y < end else { return nil }
            // Later bands begin where a row of tiles does; the first begins with the region.
            let next = Swift.min((y / tileHeight) * tileHeight + step, end)
            defer { y = next }
            return Region(x: region.x, y: y, width: region.width, height: next - y)
        }
    }
}
