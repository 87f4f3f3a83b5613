import Pixels

/// A region of an image on the resolution level where it is just large enough, as OMERO.figure
/// chooses it: the smallest level whose next larger one would give more than what is asked for.
///
/// The region may reach beyond the image; what lies there is filled.
struct ScaledRegion: Equatable {
    /// From 0, the full image.
    let level: Int
    /// In pixels of the level; may begin left of and above the image.
    let region: Region

    /// Most pixels of a side.
    static let sideMax = 4096
    /// Farther from the first pixel lies nothing that could be shown.
    private static let distanceMax = 1e9

    /// Left, top, width and height in pixels of the full image.
    typealias Corners = (x: Double, y: Double, width: Double, height: Double)

    /// Nil for a region without pixels, and for one that is too large on every level.
    ///
    /// - Parameter sideMax: longest side that is wanted.
    init?(_ corners: Corners, sideMax: Int, levels: [PixelSize]) {
        guard let full = levels.first, full.width > 0 else { return nil }
        let scales = levels.map { Double($0.width) / Double(full.width) }
        let longest = max(corners.width, corners.height)
        var level = levels.count - 1
        while level > 0, scales[level - 1] * longest < Double(sideMax) { level -= 1 }
        func scaled(_ value: Double) -> Int? {
            abs(value) <= Self.distanceMax ? Int(value * scales[level]) : nil
        }
        guard let x = scaled(corners.x), let y = scaled(corners.y),
            let width = scaled(corners.width), let height = scaled(corners.height),
            (1...Self.sideMax).contains(width), (1...Self.sideMax).contains(height)
        else { return nil }
        self.level = level
        region = Region(x: x, y: y, width: width, height: height)
    }
}
