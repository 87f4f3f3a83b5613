package import Pixels

/// Renders planes, regions and tiles.
package enum Renderer {
    /// Pixels of the largest picture.
    ///
    /// OMERO refuses planes of more than 3192 × 3192, but builds a
    /// pyramid for those; here an image without pyramid can be shown up to this size.
    package static let pixelsMax = 8192 * 8192

    /// A rectangle of one plane in the coordinates of a resolution level, which must lie inside it.
    ///
    /// Black where no channel is active. With a projection, `z` is of no account.
    package static func render(
        _ source: any PixelSource,
        z: Int,
        t: Int,
        region: Region,
        level: Int,
        settings: RenderingSettings,
        projection: SectionProjection? = nil
    ) throws -> RenderedPicture {
        let z = projection == nil ? z : 0
        try requireInside(source, z, t, region, level)
        let pixels = region.width * region.height
        let source = try projection?.applied(to: source, pixels: pixels) ?? source
        let channels = try DrawnChannel.all(settings, of: source)
        let size = PixelSize(width: region.width, height: region.height)
        var drawing = Drawing(size: size, of: channels, source.pixelType)
        let rowsAtOnce = source.rowsAtOnce(level: level)
        for band in Bands(region, rowsAtOnce: rowsAtOnce, channelCount: channels.count) {
            let buffers = try channels.map { channel in
                let plane = PlaneIndex(z: z, c: channel.index, t: t)
                return try source.read(plane, band, level: level)
            }
            try drawing.add(rows: band.height, buffers)
        }
        return drawing.picture
    }

    static func requirePlane(
        _ source: any PixelSource,
        _ z: Int,
        _ t: Int
    ) throws(RenderingError) {
        guard (0..<source.dimensions.z).contains(z) else {
            throw .noSuchSection(z: z, count: source.dimensions.z)
        }
        guard (0..<source.dimensions.t).contains(t) else {
            throw .noSuchTimePoint(t: t, count: source.dimensions.t)
        }
    }

    private static func requireInside(
        _ source: any PixelSource,
        _ z: Int,
        _ t: Int,
        _ region: Region,
        _ level: Int
    ) throws(RenderingError) {
        try requirePlane(source, z, t)
        guard source.levels.indices.contains(level) else {
            throw .noSuchLevel(level, count: source.levels.count)
        }
        guard region.isInside(source.levels[level]) else {
            throw .regionOutside(
                x: region.x,
                y: region.y,
                width: region.width,
                height: region.height
            )
        }
        guard region.width <= pixelsMax / region.height else {
            throw .tooManyPixels(width: region.width, height: region.height, limit: pixelsMax)
        }
    }
}

extension Region {
    fileprivate func isInside(_ size: PixelSize) -> Bool {
        x >= 0 && y >= 0 && width > 0 && height > 0 && width <= size.width && height <= size.height
            && x <= size.width - width && y <= size.height - height
    }
}

extension PixelBuffer {
    /// The samples as those of a type that has this one in memory, held against what was announced.
    func values<Sample: PixelSample>(
        _ type: PixelType,
        count: Int
    ) throws(RenderingError) -> [Sample] {
        try require(type, count: count)
        guard let values = Sample.values(of: samples) else {
            throw .wrongSampleType(expected: type)
        }
        return values
    }

    /// Sources are other modules' work: what they deliver is held against what they announced
    /// before loops rely on it.
    func require(_ type: PixelType, count expected: Int) throws(RenderingError) {
        let found: (type: PixelType, count: Int) =
            switch samples {
            case .uint8(let values): (type == .bit ? .bit : .uint8, values.count)
            case .int8(let values): (.int8, values.count)
            case .uint16(let values): (.uint16, values.count)
            case .int16(let values): (.int16, values.count)
            case .uint32(let values): (.uint32, values.count)
            case .int32(let values): (.int32, values.count)
            case .float(let values): (.float, values.count)
            case .double(let values): (.double, values.count)
            }
        guard found.type == type else { throw .wrongSampleType(expected: type) }
        guard found.count == expected else {
            throw .wrongSampleCount(expected: expected, found: found.count)
        }
    }
}
