import OpenSlide
import Pixels

/// The pixels of a whole slide: red, green and blue as three channels.
struct SlideSource: PixelSource {
    let dimensions: Dimensions
    let physicalSize: PhysicalSize
    let levels: [PixelSize]

    var pixelType: PixelType { .uint8 }
    var significantBits: Int { 8 }
    var channels: [ChannelMetadata] { RGBAColor.primaries.map { ChannelMetadata(color: $0) } }

    private let slide: SlideHandle
    private let levelTiles: [PixelSize]
    private let downsamples: [Double]
    private let background: UInt32
    private let limits: ReadLimits
    private let rectangles: SlideRectangles

    init(
        _ slide: Slide,
        _ handle: SlideHandle,
        _ limits: ReadLimits
    ) throws(ImageFormatError) {
        let levels = try SlideLevels(slide, limits)
        self.slide = handle
        self.limits = limits
        self.levels = levels.sizes
        levelTiles = levels.tiles
        downsamples = levels.downsamples
        dimensions = Dimensions(x: levels.sizes[0].width, y: levels.sizes[0].height, c: 3)
        func micrometres(_ name: String) -> Double? {
            slide.property(name).flatMap { Double($0) }.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        }
        physicalSize = PhysicalSize(
            xMicrometres: micrometres("openslide.mpp-x"),
            yMicrometres: micrometres("openslide.mpp-y")
        )
        let color = slide.property("openslide.background-color")
        background = color.flatMap { UInt32($0, radix: 16) } ?? 0xFFFFFF
        rectangles = SlideRectangles(byteCountMax: limits.keptRectangleBytes)
    }

    func tileSize(level: Int) -> PixelSize { levelTiles[level] }

    func read(_ plane: PlaneIndex, _ region: Region, level: Int) throws -> PixelBuffer {
        try requireInside(plane, region, level: level, file: slide.path)
        let pixels = region.width.multipliedReportingOverflow(by: region.height)
        guard !pixels.overflow, pixels.partialValue <= limits.decodedBytesPerRead / 4 else {
            let limit = "\(limits.decodedBytesPerRead) decoded bytes a read"
            throw ImageFormatError.beyondLimit(file: slide.path, limit: limit)
        }
        let key = SlideRectangles.Key(level: level, region: region)
        let channels = try rectangles.channels(key) { () throws(ImageFormatError) in
            try decode(region, level)
        }
        return PixelBuffer(
            size: PixelSize(width: region.width, height: region.height),
            samples: .uint8(channels[plane.c])
        )
    }

    private func decode(_ region: Region, _ level: Int) throws(ImageFormatError) -> SlideChannels {
        // OpenSlide places rectangles of every level by pixels of the first.
        let downsample = downsamples[level]
        let pixels = try slide.pixels { slide throws(SlideError) in
            try slide.read(
                x: Int((Double(region.x) * downsample).rounded()),
                y: Int((Double(region.y) * downsample).rounded()),
                level: level,
                width: region.width,
                height: region.height
            )
        }
        return SlideChannels(pixels, background: background)
    }
}
