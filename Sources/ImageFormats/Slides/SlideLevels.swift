import OpenSlide
import Pixels

/// The resolutions of a slide with their tiles, checked before anything of them is read.
struct SlideLevels {
    private(set) var sizes: [PixelSize] = []
    private(set) var tiles: [PixelSize] = []
    /// How much smaller each is than the first.
    private(set) var downsamples: [Double] = []

    /// Where a slide has no tiles, or strips for them.
    private static let tileDefault = 256
    private static let tileEdges = 64...2048

    init(_ slide: Slide, _ limits: ReadLimits) throws(ImageFormatError) {
        for (level, size) in slide.levels.prefix(limits.levels).enumerated() {
            guard size.width > 0, size.height > 0 else { break }
            guard size.width <= limits.edgePixels, size.height <= limits.edgePixels else {
                let limit = "\(limits.edgePixels) pixels of an edge"
                throw .beyondLimit(file: slide.path, limit: limit)
            }
            let downsample = slide.downsample(level: level)
            guard downsample >= 1, downsample <= Double(limits.edgePixels) else { break }
            sizes.append(PixelSize(width: size.width, height: size.height))
            downsamples.append(downsample)
            tiles.append(try Self.tile(slide, level, sizes[level], limits))
        }
        guard !sizes.isEmpty else {
            throw .malformed(file: slide.path, offset: 0, expected: "a slide with pixels")
        }
    }

    /// The library allocates a whole tile, and ends the process when it cannot.
    private static func tile(
        _ slide: Slide,
        _ level: Int,
        _ size: PixelSize,
        _ limits: ReadLimits
    ) throws(ImageFormatError) -> PixelSize {
        func edge(_ name: String) -> Int? {
            slide.property("openslide.level[\(level)].tile-\(name)").flatMap { Int($0) }
        }
        let (width, height) = (edge("width") ?? tileDefault, edge("height") ?? tileDefault)
        let pixels = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !pixels.overflow,
            pixels.partialValue <= limits.decodedChunkBytes / 4
        else {
            let limit = "\(limits.decodedChunkBytes) decoded bytes of one tile"
            throw .beyondLimit(file: slide.path, limit: limit)
        }
        let isSquarish = tileEdges.contains(width) && tileEdges.contains(height)
        return PixelSize(
            width: min(isSquarish ? width : tileDefault, size.width),
            height: min(isSquarish ? height : tileDefault, size.height)
        )
    }
}
