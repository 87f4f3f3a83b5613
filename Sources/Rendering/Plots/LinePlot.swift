import Codecs
package import Pixels

/// The samples along one row or column of a plane as lines, one a channel in its colour, on a
/// transparent ground as large as the plane.
package struct LinePlot: Hashable, Sendable {
    package enum Line: Hashable, Sendable {
        case row(Int)
        case column(Int)
    }

    package static let widthMax = 64

    /// GIF has 256 colours, of which one is the ground.
    private static let channelsMax = 255

    package let line: Line
    /// Thickness of the lines in pixels.
    package let width: Int

    package init(_ line: Line, width: Int) {
        self.line = line
        self.width = width
    }

    /// A GIF.
    ///
    /// Values are held within the channel's window, which the plot's other axis stands for.
    package func gif(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        settings: RenderingSettings,
        projection: SectionProjection? = nil
    ) throws -> [UInt8] {
        let z = projection == nil ? z : 0
        try Renderer.requirePlane(source, z, t)
        let size = PixelSize(width: source.dimensions.x, height: source.dimensions.y)
        guard max(size.width, size.height) <= GIF.sideMax else {
            throw RenderingError.tooLongSide(
                width: size.width,
                height: size.height,
                limit: GIF.sideMax
            )
        }
        let region = try region(in: size)
        let pixels = region.width * region.height
        let source = try projection?.applied(to: source, pixels: pixels) ?? source
        let active = settings.channels.indices.filter {
            settings.channels[$0].isActive && $0 < source.dimensions.c
        }.prefix(Self.channelsMax)
        var plot = Plotted(size: size, isAcross: isAcross, width: width)
        var palette: [UInt32] = [0]
        for index in active {
            let buffer = try source.read(PlaneIndex(z: z, c: index, t: t), region, level: 0)
            try buffer.require(source.pixelType, count: region.width * region.height)
            let channel = settings.channels[index]
            plot.add(buffer.samples.reals.map(channel.window.share), as: UInt8(palette.count))
            palette.append(channel.color.rgb)
        }
        return try GIF.encode(
            plot.pixels,
            width: size.width,
            height: size.height,
            palette: palette,
            transparent: 0
        )
    }

    private var isAcross: Bool { if case .row = line { true } else { false } }

    private func region(in size: PixelSize) throws(RenderingError) -> Region {
        let region =
            switch line {
            case .row(let y): Region(x: 0, y: y, width: size.width, height: 1)
            case .column(let x): Region(x: x, y: 0, width: 1, height: size.height)
            }
        guard region.x < size.width, region.y < size.height, region.x >= 0, region.y >= 0 else {
            throw .regionOutside(
                x: region.x,
                y: region.y,
                width: region.width,
                height: region.height
            )
        }
        return region
    }
}

/// The plot in the making: one byte a pixel, 0 for the ground.
private struct Plotted {
    private let size: PixelSize
    private let isAcross: Bool
    private let width: Int
    private(set) var pixels: [UInt8]

    init(size: PixelSize, isAcross: Bool, width: Int) {
        self.size = size
        self.isAcross = isAcross
        self.width = width
        pixels = [UInt8](repeating: 0, count: size.width * size.height)
    }

    /// Values from 0 to 1: upwards in a plot of a row, to the right in one of a column.
    mutating func add(_ values: [Double], as color: UInt8) {
        let span = isAcross ? size.height : size.width
        let places = values.map { value in
            let place = Int((value * Double(span - 1)).rounded())
            return isAcross ? span - 1 - place : place
        }
        for (index, place) in places.enumerated() {
            // Joined to the value before, so that the line has no gaps.
            let before = index > 0 ? places[index - 1] : place
            let low = min(before, place)
            let high = min(max(before, place) + width - 1, span - 1)
            for other in low...high {
                let offset = isAcross ? other * size.width + index : index * size.width + other
                pixels[offset] = color
            }
        }
    }
}

extension Window {
    /// A sample's place in the window, from 0 to 1; what is no number counts as nothing.
    fileprivate func share(_ sample: Double) -> Double {
        guard end > start, sample > start else { return 0 }
        return min((sample - start) / (end - start), 1)
    }
}

extension RGBAColor {
    fileprivate var rgb: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}
