import Pixels

/// A region cut into bands of rows that are read at once, so that reading it takes little memory at
/// a time, and what was read is still in the processor's cache when it is rendered.
struct Bands: Sequence {
    /// Samples of a band in all channels, unless the rows that are read at once have more: those of 16
    /// bits take a fifth of a MiB.
    static let samplesMax = 3 << 15

    private let region: Region
    private let rowsAtOnce: Int
    private let channelCount: Int

    /// - Parameter channelCount: the channels of which a band is read before the next one.
    init(_ region: Region, rowsAtOnce: Int, channelCount: Int = 1) {
        self.region = region
        self.rowsAtOnce = Swift.max(rowsAtOnce, 1)
        self.channelCount = Swift.max(channelCount, 1)
    }

    /// The bands of a whole level.
    init(of source: any PixelSource, level: Int) {
        let size = source.levels[level]
        self.init(
            Region(x: 0, y: 0, width: size.width, height: size.height),
            rowsAtOnce: source.rowsAtOnce(level: level)
        )
    }

    func makeIterator() -> AnyIterator<Region> {
        let fitting = Self.samplesMax / channelCount / Swift.max(region.width, 1)
        let step = Swift.max(fitting / rowsAtOnce, 1) * rowsAtOnce
        let end = region.y + region.height
        var y = region.y
        return AnyIterator {
            guard y < end else { return nil }
            // Later bands begin where a row of tiles does; the first begins with the region.
            let next = Swift.min((y / rowsAtOnce) * rowsAtOnce + step, end)
            defer { y = next }
            return Region(x: region.x, y: y, width: region.width, height: next - y)
        }
    }
}
