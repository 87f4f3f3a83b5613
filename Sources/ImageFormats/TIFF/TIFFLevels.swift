import Pixels

/// The resolutions of a plane, found behind its SubIFDs field.
enum TIFFLevels {
    /// The full resolution and those below it that shrink and have the same samples.
    ///
    /// A field of directories that mean something else, as raw photographs have, ends the list.
    static func below(
        _ layout: TIFFLayout,
        in container: TIFFContainer
    ) throws(ImageFormatError) -> [TIFFLayout] {
        let limits = container.input.limits
        var levels = [layout]
        let offsets = try layout.directory.integers(
            TIFFTag.subDirectories,
            countMax: limits.levels - 1
        )
        for offset in offsets {
            let level = try container.layout(at: offset)
            guard level.isReduction(of: levels[levels.count - 1]) else { break }
            levels.append(level)
        }
        return levels
    }
}

extension TIFFLayout {
    /// Whether this could be the same picture, smaller: same samples, same proportions.
    func isReduction(of larger: TIFFLayout) -> Bool {
        guard hasSamples(like: larger), size.width < larger.size.width || larger.size.width == 1,
            size.height < larger.size.height || larger.size.height == 1, size != larger.size
        else { return false }
        let across = Double(larger.size.width) / Double(size.width)
        let down = Double(larger.size.height) / Double(size.height)
        // Writers round each edge up or down; a thumbnail of other proportions is far off.
        let width = Double(larger.size.width) / down
        let height = Double(larger.size.height) / across
        return abs(width - Double(size.width)) <= 2 || abs(height - Double(size.height)) <= 2
    }
}
